package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrainingLifeTest {
    private static final int QUEUE = 60;
    private static final int TRAINING = 480;
    private static final int SPEED = 4;

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private Visitor visitor;
    private String asset;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.builder().speed(SPEED).build(), clock);
        visitor = new Visitor(sandbox);
        asset = visitor.upload("png", Pictures.stripes("png", Color.RED));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void waitsTrainsDeploysAndServes() {
        String id = train("life");

        JsonNode queuing = visitor.training(id);
        assertThat(queuing.get("task_id").stringValue()).isEqualTo(id);
        assertThat(queuing.get("task_status").stringValue()).isEqualTo("QUEUING");
        assertThat(queuing.get("model_type").stringValue()).isEqualTo("lora");
        assertThat(queuing.get("models")).isEmpty();
        assertThat(queuing.at("/extra/progress_percent").doubleValue()).isZero();
        assertThat(queuing.at("/extra/eta_relative").doubleValue()).isEqualTo((QUEUE + TRAINING) / 4.0);

        passScaled(QUEUE + TRAINING / 4);
        JsonNode training = visitor.training(id);
        assertThat(training.get("task_status").stringValue()).isEqualTo("TRAINING");
        assertThat(training.at("/extra/progress_percent").doubleValue()).isEqualTo(25);
        assertThat(training.at("/extra/eta_relative").doubleValue()).isEqualTo(TRAINING * 3 / 16.0);

        passScaled(TRAINING * 3 / 4);
        JsonNode deploying = visitor.training(id);
        assertThat(deploying.get("task_status").stringValue()).isEqualTo("SUCCESS");
        assertThat(deploying.get("extra")).isNull();
        assertThat(deploying.at("/models/0/model_status").stringValue()).isEqualTo("DEPLOYING");

        passScaled(28);
        JsonNode serving = visitor.training(id);
        assertThat(serving.get("task_status").stringValue()).isEqualTo("SUCCESS");
        assertThat(serving.at("/models/0/model_status").stringValue()).isEqualTo("SERVING");
        assertThat(serving.at("/models/0/model_name").stringValue())
                .isEqualTo(deploying.at("/models/0/model_name").stringValue())
                .matches("model_1772600767_[0-9A-F]{10}\\.safetensors");
    }

    @Test
    void doesNotKnowOtherTasks() {
        visitor.get(Golden.target("training-style.get.request"))
                .isRefused(404, "TASK_NOT_FOUND", "11111111-2222-4333-8444-000000000001");
        visitor.get("/v3/training/style").isRefused(400, "VALIDATOR", "task_id: value is required");
    }

    @Test
    void listsTheNewestFirstWithoutProgress() {
        String first = train("first");
        passScaled(QUEUE + TRAINING + 28);
        String second = train("second");

        JsonNode list = visitor.get("/v3/training?pagination.limit=100&pagination.cursor=")
                .success();

        assertThat(list.at("/pagination/next_cursor").stringValue()).isEmpty();
        assertThat(list.get("tasks")).hasSize(2);
        JsonNode newest = list.at("/tasks/0");
        assertThat(newest.propertyNames())
                .containsExactlyInAnyOrder("task_name", "task_id", "task_type", "task_status", "created_at", "models");
        assertThat(newest.get("task_id").stringValue()).isEqualTo(second);
        assertThat(newest.get("task_name").stringValue()).isEqualTo("second");
        assertThat(newest.get("task_type").stringValue()).isEqualTo("style");
        assertThat(newest.get("task_status").stringValue()).isEqualTo("QUEUING");
        assertThat(newest.get("created_at").longValue())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(list.at("/tasks/1/task_id").stringValue()).isEqualTo(first);
        assertThat(list.at("/tasks/1/models/0/model_status").stringValue()).isEqualTo("SERVING");
    }

    @Test
    void givesACursorAfterEveryFullPageEvenTheLast() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(0, train("task " + i));
        }
        JsonNode first = visitor.get(Golden.target("training-list.request")).success();
        JsonNode second = page(2, cursor(first));
        JsonNode third = page(2, cursor(second));

        assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
        assertThat(ids(second)).isEqualTo(ids.subList(2, 4));
        assertThat(cursor(second)).isNotEmpty();
        assertThat(ids(third)).isEmpty();
        assertThat(cursor(third)).isEmpty();
    }

    @Test
    void showsTenTasksWhenNoLimitIsGiven() {
        for (int i = 0; i < 11; i++) {
            train("task " + i);
        }
        assertThat(visitor.get("/v3/training").success().get("tasks")).hasSize(10);
    }

    @Test
    void filtersByTheTypeThatTheSdkSends() {
        train("style");
        assertThat(visitor.get("/v3/training?task_type=style").success().get("tasks"))
                .hasSize(1);
        assertThat(visitor.get("/v3/training?task_type=subject").success().get("tasks"))
                .isEmpty();
    }

    @Test
    void refusesLimitsCursorsAndParametersThatItDoesNotKnow() {
        visitor.get("/v3/training?pagination.limit=0").isRefused(400, "VALIDATOR", "[1, 100] but was 0");
        visitor.get("/v3/training?pagination.limit=101").isRefused(400, "VALIDATOR", "[1, 100] but was 101");
        visitor.get("/v3/training?pagination.limit=ten").isRefused(400, "VALIDATOR", "must be an integer but was ten");
        visitor.get("/v3/training?pagination.cursor=c_2").isRefused(400, "VALIDATOR", "unknown cursor c_2");
        visitor.get("/v3/training?limit=10").isRefused(400, "VALIDATOR", "unknown query parameter \"limit\"");
    }

    private String train(String name) {
        return visitor.train(name, asset).success().get("task_id").stringValue();
    }

    private void passScaled(int seconds) {
        clock.forward(Duration.ofSeconds(seconds).dividedBy(SPEED));
    }

    private JsonNode page(int limit, String cursor) {
        return visitor.get("/v3/training?pagination.limit=" + limit + "&pagination.cursor=" + cursor)
                .success();
    }

    private static String cursor(JsonNode list) {
        return list.at("/pagination/next_cursor").stringValue();
    }

    private static List<String> ids(JsonNode list) {
        return list.get("tasks")
                .valueStream()
                .map(t -> t.get("task_id").stringValue())
                .toList();
    }
}
