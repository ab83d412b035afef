package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathsTest {
    private static final Map<String, BiFunction<ApiPaths.Builder, String, ApiPaths.Builder>> FIELDS = Map.of(
            "trainingDataset", ApiPaths.Builder::trainingDataset,
            "styleTraining", ApiPaths.Builder::styleTraining,
            "subjectTraining", ApiPaths.Builder::subjectTraining,
            "trainings", ApiPaths.Builder::trainings,
            "textToImage", ApiPaths.Builder::textToImage,
            "imageToImage", ApiPaths.Builder::imageToImage,
            "taskResult", ApiPaths.Builder::taskResult,
            "models", ApiPaths.Builder::models,
            "balance", ApiPaths.Builder::balance,
            "user", ApiPaths.Builder::user);

    @Test
    void findsTheCallsWhereTheDocsSay() {
        assertThat(ApiPaths.defaults())
                .isEqualTo(new ApiPaths(
                        "/v3/assets/training_dataset",
                        "/v3/training/style",
                        "/v3/training/subject",
                        "/v3/training",
                        "/v3/async/txt2img",
                        "/v3/async/img2img",
                        "/v3/async/task-result",
                        "/v3/model",
                        "/openapi/v1/billing/balance/detail",
                        "/v3/user"));
    }

    @Test
    void takesEveryPathThatTheServiceMayMoveTo() {
        assertThat(ApiPaths.builder()
                        .trainingDataset("/a")
                        .styleTraining("/b/c")
                        .subjectTraining("/b/s")
                        .trainings("/d%20e")
                        .textToImage("/v4/text-to-image")
                        .imageToImage("/v4/image-to-image")
                        .taskResult("/f:g")
                        .models("/")
                        .balance("/money")
                        .user("/me")
                        .build())
                .isEqualTo(new ApiPaths(
                        "/a",
                        "/b/c",
                        "/b/s",
                        "/d%20e",
                        "/v4/text-to-image",
                        "/v4/image-to-image",
                        "/f:g",
                        "/",
                        "/money",
                        "/me"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3/model", "/v3/model?x=1", "/v3/model#x", "/v3 model", "/v3\tmodel", "/v3/%zz", "/{id}"})
    void refusesWhatIsNoPath(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiPaths.builder().models(path).build())
                .withMessageStartingWith("models must be a path such as /v3/model but was ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiPaths.builder().taskResult(path).build())
                .withMessageStartingWith("taskResult must be a path ");
    }

    @Test
    void eachPathIsCheckedUnderItsOwnName() {
        FIELDS.forEach((field, setter) -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> setter.apply(ApiPaths.builder(), "/v4?key=1").build())
                    .withMessageStartingWith(field + " must be a path such as /v3/model but was ");
            assertThatNullPointerException()
                    .isThrownBy(() ->
                            setter.apply(ApiPaths.builder(), Absent.value()).build())
                    .withMessage(field);
        });
    }
}
