package io.github.novitagateway.reactor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * A service whose routes are all there: it knows the key and a balance, and turns down what cannot be meant. Single
 * routes can be given other answers.
 */
final class ReadinessService extends Dispatcher {

    static final String BALANCE = "GET /openapi/v1/billing/balance/detail";
    static final String USER = "GET /v3/user";
    static final String UPLOAD_SLOT = "POST /v3/assets/training_dataset";
    static final String STYLE = "GET /v3/training/style";
    static final String SUBJECT = "GET /v3/training/subject";
    static final String TRAININGS = "GET /v3/training";
    static final String TEXT_TO_IMAGE = "POST /v3/async/txt2img";
    static final String IMAGE_TO_IMAGE = "POST /v3/async/img2img";
    static final String TASK_RESULT = "GET /v3/async/task-result";
    static final String MODELS = "GET /v3/model";

    private static final String TURNED_DOWN = "error.400.invalid-request-body.response.json";
    private static final String NO_SUCH_TASK = "error.404.task-not-found.response.json";

    final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();

    ReadinessService() {
        answers(BALANCE, "balance-detail.response.json");
        answers(UPLOAD_SLOT, TURNED_DOWN);
        answers(STYLE, NO_SUCH_TASK);
        answers(SUBJECT, NO_SUCH_TASK);
        answers(TRAININGS, "training-list.empty.response.json");
        answers(TEXT_TO_IMAGE, TURNED_DOWN);
        answers(IMAGE_TO_IMAGE, TURNED_DOWN);
        answers(TASK_RESULT, NO_SUCH_TASK);
        answers(MODELS, "model-list.page.response.json");
    }

    ReadinessService answers(String route, String goldenFile) {
        return answers(route, Golden.answer(goldenFile));
    }

    ReadinessService answers(String route, MockResponse answer) {
        answers.put(route, answer);
        return this;
    }

    List<String> routesAsked() {
        return requests.stream().map(ReadinessService::route).toList();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        return answers.getOrDefault(
                route(request), new MockResponse.Builder().code(404).build());
    }

    static String route(RecordedRequest request) {
        return request.getMethod() + " " + request.getUrl().encodedPath();
    }
}
