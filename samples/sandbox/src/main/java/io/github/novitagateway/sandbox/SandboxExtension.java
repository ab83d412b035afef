package io.github.novitagateway.sandbox;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a sandbox and closes it after them. Registered in a static field, or with {@code @ExtendWith}, it
 * starts one sandbox for all tests of a class; in a field of the instance, one for each test. Before each test its
 * faults are those of its options. Tests take it as a parameter of type {@link Sandbox}, or from {@link #sandbox()}.
 */
public final class SandboxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    private final SandboxOptions options;
    private volatile @Nullable Sandbox current;

    /** For {@code @ExtendWith}: sandboxes with the default options. */
    public SandboxExtension() {
        this(SandboxOptions.defaults());
    }

    private SandboxExtension(SandboxOptions options) {
        this.options = options;
    }

    /** {@return an extension whose sandboxes behave so} */
    public static SandboxExtension with(SandboxOptions options) {
        return new SandboxExtension(options);
    }

    /**
     * The sandbox of the test or class that runs, or ran last.
     *
     * @throws IllegalStateException when none was started yet
     */
    public Sandbox sandbox() {
        Sandbox running = current;
        if (running == null) {
            throw new IllegalStateException("no sandbox was started yet; register this extension and ask in a test");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        current = sandbox(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Sandbox running = sandbox(context);
        running.faults().reset();
        current = running;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox(context);
    }

    /** The sandbox of a context or of one around it, else a new one, which the context closes at its end. */
    private Sandbox sandbox(ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(this, none -> Sandbox.start(options), Sandbox.class);
    }
}
