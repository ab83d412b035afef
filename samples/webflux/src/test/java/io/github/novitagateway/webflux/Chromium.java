package io.github.novitagateway.webflux;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser that is installed on this machine, for one test class, and everything that it complains of: errors on its
 * console, answers that are errors, requests to other hosts.
 */
final class Chromium implements BeforeAllCallback, AfterAllCallback, ExecutionCondition {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int PATIENCE_MILLIS = 15_000;
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;
    private String own = "";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return installed()
                .map(path -> ConditionEvaluationResult.enabled("the browser is " + path))
                .orElseGet(() -> ConditionEvaluationResult.disabled("no browser is installed: none of " + NAMES
                        + " is on the PATH. Debian: apt-get install chromium"));
    }

    private static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Playwright started = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = started;
        browser = started.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed().orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }

    void allowOnly(URI url) {
        own = url.toString();
        complaints.clear();
    }

    /** Opens the page in a window of its own, as another person would. */
    Page open(URI url, ColorScheme scheme, int width, int height) {
        BrowserContext context = Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setLocale("en-GB")
                        .setDeviceScaleFactor(width < 500 ? 2 : 1)
                        .setViewportSize(width, height));
        contexts.add(context);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(own) && !request.url().startsWith("blob:" + own)) {
                complaints.add("another host: " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(
                        response.status() + " " + URI.create(response.url()).getPath());
            }
        });
        page.navigate(url.toString());
        return page;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    void closePages() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
    }

    /** A sample picture as a script in the page takes it. */
    static Map<String, String> asJson(String picture) {
        try {
            byte[] content = Files.readAllBytes(RunningStudio.PICTURES.resolve(picture));
            return Map.of("name", picture, "bytes", Base64.getEncoder().encodeToString(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
