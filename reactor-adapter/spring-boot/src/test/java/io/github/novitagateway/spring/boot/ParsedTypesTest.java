package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.image.HiresFix;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import io.github.novitagateway.image.Webhook.TestMode;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingComponent;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** Looks over the parser's shoulder: each class of ours that it looks into has a hint, whoever listed them. */
class ParsedTypesTest {

    private static final String ADAPTER = "io.github.novitagateway.reactor.";

    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();

    private JsonMapper watched(JsonMapper mapper) {
        return mapper.rebuild()
                .addModule(new SimpleModule("watch")
                        .setDeserializerModifier(new ValueDeserializerModifier() {
                            @Override
                            public ValueDeserializer<?> modifyDeserializer(
                                    DeserializationConfig config,
                                    BeanDescription.Supplier bean,
                                    ValueDeserializer<?> reader) {
                                seen.add(bean.getBeanClass());
                                return reader;
                            }
                        })
                        .setSerializerModifier(new ValueSerializerModifier() {
                            @Override
                            public ValueSerializer<?> modifySerializer(
                                    SerializationConfig config,
                                    BeanDescription.Supplier bean,
                                    ValueSerializer<?> writer) {
                                seen.add(bean.getBeanClass());
                                return writer;
                            }
                        }))
                .build();
    }

    private static JsonMapper ofTheWire() throws ReflectiveOperationException {
        Method lenient = Class.forName(ADAPTER + "JsonCodec").getDeclaredMethod("lenient");
        lenient.setAccessible(true);
        Object codec = Objects.requireNonNull(lenient.invoke(null));
        Field mapper = codec.getClass().getDeclaredField("mapper");
        mapper.setAccessible(true);
        return (JsonMapper) Objects.requireNonNull(mapper.get(codec));
    }

    private static JsonMapper ofTheJournal() throws ReflectiveOperationException {
        Field mapper = Class.forName(ADAPTER + "JournalLines").getDeclaredField("MAPPER");
        mapper.setAccessible(true);
        return (JsonMapper) Objects.requireNonNull(mapper.get(null));
    }

    private static Object body(TextToImageRequest request) throws ReflectiveOperationException {
        Method of = Arrays.stream(
                        Class.forName(ADAPTER + "WireFormat$GenerationBody").getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        of.setAccessible(true);
        return Objects.requireNonNull(of.invoke(null, request));
    }

    private static TextToImageRequest drawing() {
        return TextToImageRequest.builder("checkpoint.safetensors", "a lighthouse")
                .lora(Lora.of("ink", 0.5))
                .hiresFix(HiresFix.builder(1024, 1024)
                        .upscaler(HiresFix.Upscaler.LATENT)
                        .build())
                .output(OutputOptions.builder()
                        .responseImageType(ImageFormat.PNG)
                        .webhook(
                                Webhook.of(URI.create("https://app.example.com"), new TestMode(true, TestMode.SUCCEED)))
                        .customStorage(AwsS3Storage.builder("eu-west-1", "bucket", "/path")
                                .build())
                        .enterprisePlan(true)
                        .build())
                .build();
    }

    private static StyleTrainingRequest training() {
        return StyleTrainingRequest.builder("ink", BaseModels.V1_5_PRUNED_EMAONLY)
                .images(List.of(TrainingImage.of(AssetId.of("1"), "a hill")))
                .component(TrainingComponent.resize(512, 512))
                .expertSettings(
                        StyleExpertSettings.builder().maxTrainSteps(2_000).build())
                .build();
    }

    @Test
    void eachClassThatTheParserLooksIntoHasAHint() throws ReflectiveOperationException {
        RuntimeHints hints = new RuntimeHints();
        new NovitaRuntimeHints().registerHints(hints, getClass().getClassLoader());
        JsonMapper wire = watched(ofTheWire());
        for (Class<?> reply : Class.forName(ADAPTER + "Replies").getDeclaredClasses()) {
            if (reply.isRecord()) {
                wire.readValue("{}", reply);
            }
        }
        wire.writeValueAsBytes(training());
        wire.writeValueAsBytes(body(drawing()));
        watched(ofTheJournal())
                .readValue(
                        "{\"entry\":\"intended\",\"key\":\"k\",\"kind\":\"IMAGE\",\"exact_name\":false,"
                                + "\"at\":\"2026-01-01T00:00:00Z\"}",
                        TaskJournal.Entry.class);

        assertThat(seen)
                .filteredOn(type -> type.getName().startsWith("io.github.novitagateway."))
                .hasSizeGreaterThan(30)
                .allSatisfy(type -> assertThat(RuntimeHintsPredicates.reflection()
                                .onType(type)
                                .withMemberCategories(
                                        MemberCategory.ACCESS_DECLARED_FIELDS,
                                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                                        MemberCategory.INVOKE_DECLARED_METHODS))
                        .as(type.getName())
                        .accepts(hints));
    }
}
