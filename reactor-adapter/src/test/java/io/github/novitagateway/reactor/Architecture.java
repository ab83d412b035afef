package io.github.novitagateway.reactor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.net.URL;
import org.reactivestreams.Publisher;

/** What core and adapter promise about their own code, as rules that a test checks. */
final class Architecture {

    private static final String ROOT = "io.github.novitagateway";
    private static final String ADAPTER = ROOT + ".reactor..";

    /** The only names of classes that the rules know: a class that is renamed is renamed here. */
    private static final DescribedPredicate<JavaClass> CONNECTIONS = named("Connections");

    private static final DescribedPredicate<JavaClass> TALKS_TO_THE_API = named("ApiExchange");
    private static final DescribedPredicate<JavaClass> TALKS_TO_STORAGE = named("PresignedPut|Download");
    private static final DescribedPredicate<JavaClass> SUBSCRIBES = named("Poller");
    private static final DescribedPredicate<JavaClass> MAY_READ_LENIENTLY = named(
            "JsonCodecTest|ErrorDecoderTest|HostileAnswersTest|HostileInputTest|ImageStatusTest|WebhookEventTest");

    private static final DescribedPredicate<JavaClass> CORE =
            resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ADAPTER));

    static final ArchRule CORE_STANDS_ALONE = classes()
            .that(CORE)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..").or(CORE))
            .because("core is plain values: free of Reactor, Netty and Jackson, usable under any of their versions");

    static final ArchRule SIGNATURES_SHOW_NO_WIRE_TYPE = classes()
            .should(new HideInSignatures(
                    resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "io.netty..", "reactor.netty.."),
                    "NovitaGateway$Builder.httpClient"))
            .because("Jackson and Netty are ours to change; only the customization of the client is a promise");

    static final ArchRule ONE_CLASS_TALKS_TO_THE_API = noClasses()
            .that(not(TALKS_TO_THE_API))
            .should()
            .accessTargetWhere(access("api", CONNECTIONS))
            .because("what carries the key, repeats and decodes is in one place");

    static final ArchRule ONE_CLASS_TALKS_TO_EACH_FOREIGN_HOST = noClasses()
            .that(not(TALKS_TO_STORAGE))
            .should()
            .accessTargetWhere(access("put|get", CONNECTIONS))
            .because("storage and result hosts must never see the key, so each has one class that talks to it");

    static final ArchRule NOBODY_ELSE_TALKS = noClasses()
            .that(not(CONNECTIONS.or(TALKS_TO_THE_API).or(TALKS_TO_STORAGE)))
            .should()
            .accessTargetWhere(access(
                    "\\w+",
                    resideInAnyPackage(
                            "reactor.netty.http.client..",
                            "reactor.netty.tcp..",
                            "io.netty.bootstrap..",
                            "java.net.http..")))
            .orShould()
            .accessTargetWhere(access("open\\w+", assignableTo(URL.class)))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Socket.class)
            .because("a request past these classes would have no limits, no retry gate and no care for the key");

    static final ArchRule VALUES_HAVE_NO_GETTERS = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(CORE.and(describe("are records", JavaClass::isRecord)))
            .should()
            .haveNameMatching("(get|is)[A-Z]\\w*")
            .because("JSON libraries take get* and is* of a record for further fields of the request");

    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other can only be understood and changed together");

    static final ArchRule NOTHING_BLOCKS = noClasses()
            .should()
            .accessTargetWhere(access("block\\w*|toIterable|toStream", assignableTo(Publisher.class)))
            .orShould()
            .accessTargetWhere(access("sleep|join", assignableTo(Thread.class)))
            .because("waiting is the caller's, and no thread is ever blocked");

    static final ArchRule ONE_CLASS_SUBSCRIBES = noClasses()
            .that(not(SUBSCRIBES))
            .should()
            .accessTargetWhere(access("subscribe|subscribeWith", assignableTo(Publisher.class)))
            .because(
                    "subscribing is the caller's; a poller does it for its watches, as an operator that is written out:"
                            + " with their context, within their demand, and no longer than they stay");

    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .should()
            .accessTargetWhere(access("out|err|in", assignableTo(System.class)))
            .orShould()
            .accessTargetWhere(access("printStackTrace", assignableTo(Throwable.class)))
            .because("standard streams belong to the program that uses the library");

    static final ArchRule PUBLIC_CLASSES_ARE_CLOSED = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould(beSealed())
            .because("a class that others extend can no longer be changed");

    static final ArchRule THE_GATEWAY_MAKES_ITS_PARTS = noConstructors()
            .that()
            .areDeclaredInClassesThat(resideInAPackage(ADAPTER).and(describe("are no records", c -> !c.isRecord())))
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .bePublic()
            .orShould()
            .beProtected()
            .because("operation groups share the connections of the gateway that made them");

    static final ArchRule TESTS_READ_STRICTLY = noClasses()
            .that(not(MAY_READ_LENIENTLY))
            .should()
            .accessTargetWhere(access("create", assignableTo(NovitaGateway.class)))
            .orShould()
            .accessTargetWhere(access("lenient", assignableTo(JsonCodec.class)))
            .because("a field that the replies do not know must fail in tests");

    static final ArchRule TEST_GATEWAYS_READ_STRICTLY = classes()
            .that(call("builder", NovitaGateway.class))
            .should(ArchCondition.from(call("codec", NovitaGateway.Builder.class)))
            .because("a field that the replies do not know must fail in tests");

    private Architecture() {}

    /** The class and all that is nested in it, by a pattern for its simple name. */
    private static DescribedPredicate<JavaClass> named(String pattern) {
        return describe("named " + pattern, type -> {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return outermost.getSimpleName().matches(pattern);
        });
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            String pattern, DescribedPredicate<? super JavaClass> owner) {
        return describe(
                pattern + " of what is " + owner.getDescription(),
                access -> access.getName().matches(pattern) && owner.test(access.getTargetOwner()));
    }

    private static DescribedPredicate<JavaClass> call(String method, Class<?> owner) {
        return describe(
                "call " + method + " of " + owner.getSimpleName(),
                type -> type.getMethodCallsFromSelf().stream().anyMatch(access(method, assignableTo(owner))));
    }

    private static ArchCondition<JavaClass> beSealed() {
        return ArchCondition.from(describe("sealed", type -> type.reflect().isSealed()));
    }
}
