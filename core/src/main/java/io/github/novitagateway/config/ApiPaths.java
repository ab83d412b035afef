package io.github.novitagateway.config;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Loopback;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.guard.Require;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where the service's calls are, under the base address. The service has moved calls before, so each can be set. A path
 * starts with a slash and holds neither query nor fragment nor blanks.
 *
 * @param trainingDataset upload slots, default {@code /v3/assets/training_dataset}; docs:
 *     model-apis-get-training-images-url
 * @param styleTraining style trainings, default {@code /v3/training/style}; docs: model-apis-create-style-training
 * @param subjectTraining subject trainings, default {@code /v3/training/subject}; docs:
 *     model-apis-create-subject-training
 * @param trainings the list of trainings, default {@code /v3/training}; docs: model-apis-list-training-task
 * @param textToImage drawing from words, default {@code /v3/async/txt2img}; docs: model-apis-txt2img
 * @param imageToImage drawing from a picture, default {@code /v3/async/img2img}; docs: model-apis-img2img
 * @param taskResult the result of a drawing task, default {@code /v3/async/task-result}; docs: model-apis-task-result
 * @param models the list of models, default {@code /v3/model}; docs: model-apis-get-model
 * @param balance the balance, default {@code /openapi/v1/billing/balance/detail}; docs: the balance page under basic
 * @param user the account, asked for the balance where the other is gone, default {@code /v3/user}; docs:
 *     basic-get-user-info
 */
public record ApiPaths(
        String trainingDataset,
        String styleTraining,
        String subjectTraining,
        String trainings,
        String textToImage,
        String imageToImage,
        String taskResult,
        String models,
        String balance,
        String user) {
    private static final Pattern PATH = Pattern.compile("/(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");

    /** Checks the paths. */
    public ApiPaths {
        check("trainingDataset", trainingDataset);
        check("styleTraining", styleTraining);
        check("subjectTraining", subjectTraining);
        check("trainings", trainings);
        check("textToImage", textToImage);
        check("imageToImage", imageToImage);
        check("taskResult", taskResult);
        check("models", models);
        check("balance", balance);
        check("user", user);
    }

    /** {@return the documented paths} */
    public static ApiPaths defaults() {
        return builder().build();
    }

    /** {@return a builder with the documented paths} */
    public static Builder builder() {
        return new Builder();
    }

    private static void check(String field, String path) {
        if (!PATH.matcher(Require.notBlank(field, path)).matches()) {
            throw new BoundException(field, "a path such as /v3/model", "\"" + Redact.line(path, 200) + "\"");
        }
    }

    /** Returns the address without a slash at its end. Messages leave out what may be secret in a wrong one. */
    static URI checkedBase(URI url) {
        Require.web("baseUrl", url);
        if (!"https".equalsIgnoreCase(url.getScheme()) && !Loopback.isNamedBy(url)) {
            throw new IllegalArgumentException(
                    "baseUrl must be https unless its host is loopback, since it gets the key, but was "
                            + Redact.origin(url));
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("baseUrl must not hold user info but did for " + Redact.origin(url));
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "baseUrl must hold neither query nor fragment but did after " + Redact.url(url));
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    /** Collects paths that differ from the documented ones. */
    public static final class Builder {
        private String trainingDataset = "/v3/assets/training_dataset";
        private String styleTraining = "/v3/training/style";
        private String subjectTraining = "/v3/training/subject";
        private String trainings = "/v3/training";
        private String textToImage = "/v3/async/txt2img";
        private String imageToImage = "/v3/async/img2img";
        private String taskResult = "/v3/async/task-result";
        private String models = "/v3/model";
        private String balance = "/openapi/v1/billing/balance/detail";
        private String user = "/v3/user";

        private Builder() {}

        /**
         * Sets the path of upload slots.
         *
         * @param path the path, default {@code /v3/assets/training_dataset}
         * @return this builder
         */
        public Builder trainingDataset(String path) {
            this.trainingDataset = path;
            return this;
        }

        /**
         * Sets the path of style trainings.
         *
         * @param path the path, default {@code /v3/training/style}
         * @return this builder
         */
        public Builder styleTraining(String path) {
            this.styleTraining = path;
            return this;
        }

        /**
         * Sets the path of subject trainings.
         *
         * @param path the path, default {@code /v3/training/subject}
         * @return this builder
         */
        public Builder subjectTraining(String path) {
            this.subjectTraining = path;
            return this;
        }

        /**
         * Sets the path of the list of trainings.
         *
         * @param path the path, default {@code /v3/training}
         * @return this builder
         */
        public Builder trainings(String path) {
            this.trainings = path;
            return this;
        }

        /**
         * Sets the path of drawing from words.
         *
         * @param path the path, default {@code /v3/async/txt2img}
         * @return this builder
         */
        public Builder textToImage(String path) {
            this.textToImage = path;
            return this;
        }

        /**
         * Sets the path of drawing from a picture.
         *
         * @param path the path, default {@code /v3/async/img2img}
         * @return this builder
         */
        public Builder imageToImage(String path) {
            this.imageToImage = path;
            return this;
        }

        /**
         * Sets the path of the result of a drawing task.
         *
         * @param path the path, default {@code /v3/async/task-result}
         * @return this builder
         */
        public Builder taskResult(String path) {
            this.taskResult = path;
            return this;
        }

        /**
         * Sets the path of the list of models.
         *
         * @param path the path, default {@code /v3/model}
         * @return this builder
         */
        public Builder models(String path) {
            this.models = path;
            return this;
        }

        /**
         * Sets the path of the balance.
         *
         * @param path the path, default {@code /openapi/v1/billing/balance/detail}
         * @return this builder
         */
        public Builder balance(String path) {
            this.balance = path;
            return this;
        }

        /**
         * Sets the path of the account, asked for the balance where the other is gone.
         *
         * @param path the path, default {@code /v3/user}
         * @return this builder
         */
        public Builder user(String path) {
            this.user = path;
            return this;
        }

        /**
         * Builds the paths.
         *
         * @return the paths
         * @throws IllegalArgumentException when one is no path
         */
        public ApiPaths build() {
            return new ApiPaths(
                    trainingDataset,
                    styleTraining,
                    subjectTraining,
                    trainings,
                    textToImage,
                    imageToImage,
                    taskResult,
                    models,
                    balance,
                    user);
        }
    }
}
