package io.github.novitagateway.reactor;

import static io.netty.handler.codec.http.HttpMethod.GET;
import static io.netty.handler.codec.http.HttpMethod.POST;

import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The route table: every call that the gateway makes to the API host.
 *
 * @param name what logs and observations call it
 * @param paid a paid request is repeated only when the service surely did not take it; every other one is repeatable
 * @param pool whose permits it takes; null when it takes none
 */
record Endpoint(
        String name,
        HttpMethod method,
        Function<ApiPaths, String> path,
        boolean paid,
        @Nullable Pool pool) {

    static final Endpoint UPLOAD_SLOT =
            new Endpoint("uploadSlot", POST, ApiPaths::trainingDataset, false, Pool.UPLOAD_SLOT);
    static final Endpoint SUBMIT_STYLE = paid("styleTraining.submit", ApiPaths::styleTraining, Pool.TRAINING);
    static final Endpoint STYLE_STATUS = free("styleTraining.status", GET, ApiPaths::styleTraining);
    static final Endpoint SUBMIT_SUBJECT = paid("subjectTraining.submit", ApiPaths::subjectTraining, Pool.TRAINING);
    static final Endpoint SUBJECT_STATUS = free("subjectTraining.status", GET, ApiPaths::subjectTraining);
    static final Endpoint TRAININGS = free("trainings", GET, ApiPaths::trainings);
    static final Endpoint TEXT_TO_IMAGE = paid("textToImage", ApiPaths::textToImage, Pool.TEXT_TO_IMAGE);
    static final Endpoint IMAGE_TO_IMAGE = paid("imageToImage", ApiPaths::imageToImage, Pool.IMAGE_TO_IMAGE);
    static final Endpoint TASK_RESULT = free("taskResult", GET, ApiPaths::taskResult);
    static final Endpoint MODELS = free("models", GET, ApiPaths::models);
    static final Endpoint BALANCE = free("balance", GET, ApiPaths::balance);
    static final Endpoint USER = free("user", GET, ApiPaths::user);

    private static Endpoint free(String name, HttpMethod method, Function<ApiPaths, String> path) {
        return new Endpoint(name, method, path, false, null);
    }

    private static Endpoint paid(String name, Function<ApiPaths, String> path, Pool pool) {
        return new Endpoint(name, POST, path, true, pool);
    }
}
