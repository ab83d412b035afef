package io.github.novitagateway.reactor;

import static io.netty.handler.codec.http.HttpMethod.GET;
import static io.netty.handler.codec.http.HttpMethod.POST;

import io.github.novitagateway.config.ApiPaths;
import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Function;

/**
 * The route table: every call that the gateway makes to the API host.
 *
 * @param paid a paid request is repeated only when the service surely did not take it; every other one is repeatable
 */
record Endpoint(HttpMethod method, Function<ApiPaths, String> path, boolean paid) {

    static final Endpoint UPLOAD_SLOT = free(POST, ApiPaths::trainingDataset);
    static final Endpoint SUBMIT_STYLE = paid(ApiPaths::styleTraining);
    static final Endpoint STYLE_STATUS = free(GET, ApiPaths::styleTraining);
    static final Endpoint SUBMIT_SUBJECT = paid(ApiPaths::subjectTraining);
    static final Endpoint SUBJECT_STATUS = free(GET, ApiPaths::subjectTraining);
    static final Endpoint TRAININGS = free(GET, ApiPaths::trainings);
    static final Endpoint TEXT_TO_IMAGE = paid(ApiPaths::textToImage);
    static final Endpoint IMAGE_TO_IMAGE = paid(ApiPaths::imageToImage);
    static final Endpoint TASK_RESULT = free(GET, ApiPaths::taskResult);
    static final Endpoint MODELS = free(GET, ApiPaths::models);
    static final Endpoint BALANCE = free(GET, ApiPaths::balance);
    static final Endpoint USER = free(GET, ApiPaths::user);

    private static Endpoint free(HttpMethod method, Function<ApiPaths, String> path) {
        return new Endpoint(method, path, false);
    }

    private static Endpoint paid(Function<ApiPaths, String> path) {
        return new Endpoint(POST, path, true);
    }
}
