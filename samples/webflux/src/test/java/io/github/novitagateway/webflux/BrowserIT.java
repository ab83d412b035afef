package io.github.novitagateway.webflux;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on a service in which each stage is long enough to be seen. */
class BrowserIT {

    private static final SandboxOptions SERVICE = SandboxOptions.builder()
            .queueTime(Duration.ofSeconds(2))
            .trainingTime(Duration.ofSeconds(8))
            .deploymentTime(Duration.ofSeconds(2))
            .drawingTime(Duration.ofSeconds(1))
            .fault(SandboxEndpoint.STORAGE_PUT, Fault.latency(Duration.ofMillis(600)))
            .build();

    @RegisterExtension
    static final SandboxExtension NOVITA = SandboxExtension.with(SERVICE);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    Path folder = Path.of("");

    RunningStudio studio;

    @BeforeEach
    void start(Sandbox sandbox) {
        studio = RunningStudio.start(sandbox, folder);
        CHROMIUM.allowOnly(studio.url());
    }

    @AfterEach
    void stop() {
        CHROMIUM.closePages();
        studio.close();
    }

    @Test
    void fromDroppedPicturesToAGallery() {
        Page page = CHROMIUM.open(studio.url(), ColorScheme.LIGHT, 1280, 900);
        drop(page, "harbour-dusk.png", "stone-bridge.jpg", "moonlit-village.webp", "pine-island.png");
        assertThat(page.getByLabel("Caption of stone-bridge.jpg")).hasValue("stone bridge");
        page.getByLabel("Caption of stone-bridge.jpg").fill("inkwash style, an old bridge");
        page.getByLabel("Remove pine-island.png").click();
        page.getByLabel("Name").fill("ink hills");
        page.getByLabel("Steps").fill("500");
        assertThat(page.locator("#estimate")).containsText("3 pictures of");
        assertThat(page.locator("#flaws li.warning"))
                .hasText(new String[] {"images.size should be at least 10 but was 3"});
        assertThat(page.locator("#submit")).isEnabled();
        isWhollyInSight(page.locator("#flaws li.warning"));
        isWhollyInSight(page.locator("#submit"));
        CHROMIUM.screenshot(page, "form-light");
        recordMoves(page);
        page.getByText("Start training").click();

        Locator card = page.locator("article.training");
        uploadBarsFill(card);
        assertThat(card).hasAttribute("data-stage", "training");
        assertThat(card.locator(".percent")).containsText("%");
        assertThat(card.locator(".eta")).containsText("left");
        page.waitForFunction("() => document.querySelector('.whole').value > 40");
        barsHaveMoved(page);
        stagesWereShown(page);
        CHROMIUM.screenshot(page, "running-light");
        Page dark = joined(ColorScheme.DARK, 1280, 900);
        CHROMIUM.screenshot(dark, "running-dark");
        Page phone = joined(ColorScheme.LIGHT, 390, 844);
        CHROMIUM.screenshot(phone, "running-phone");
        page.reload();
        assertThat(page.locator("article.training h3")).hasText("ink hills");
        assertThat(page.locator(".stages li.done").nth(1)).isVisible();

        Stream.of(page, dark, phone).forEach(BrowserIT::awaitReady);
        draws(page);
        assertThat(dark.locator(".gallery img")).hasCount(2);
        assertThat(phone.locator(".gallery img")).hasCount(2);
        Stream.of(page, dark, phone).forEach(BrowserIT::awaitPictures);
        CHROMIUM.screenshot(page, "finished-light");
        CHROMIUM.screenshot(dark, "finished-dark");
        CHROMIUM.screenshot(phone, "finished-phone");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void aFileThatIsNoPictureIsShownAtItsPlace() throws IOException {
        Path fake = Files.writeString(folder.resolve("letter.png"), "dear sir or madam, this is no picture");
        Page page = CHROMIUM.open(studio.url(), ColorScheme.LIGHT, 390, 844);
        page.route("**/api/preflight", route -> route.fulfill(nothingFound()));
        page.locator("#files").setInputFiles(new Path[] {picture("harbour-dusk.png"), fake});
        page.getByLabel("Name").fill("ink");
        page.getByText("Start training").click();

        assertThat(page.locator("#form-error")).containsText("a PNG, JPEG or WebP picture by its first bytes");
        assertThat(page.locator(".chosen-picture .error").nth(1)).isVisible();
        assertThat(page.getByLabel("Caption of letter.png")).isFocused();
        CHROMIUM.screenshot(page, "rejected-phone");
        page.getByLabel("Remove letter.png").click();
        page.getByText("Start training").click();
        assertThat(page.locator("article.training")).isVisible();
        assertThat(CHROMIUM.complaints()).containsExactly("415 /api/trainings");
    }

    @Test
    void errorsThatAreFoundBeforehandKeepTheTrainingFromBeingStarted(Sandbox sandbox) throws IOException {
        int paidBefore = sandbox.ledger().paidTasks().size();
        Path fake = Files.writeString(folder.resolve("letter.png"), "dear sir or madam, this is no picture");
        Page page = CHROMIUM.open(studio.url(), ColorScheme.DARK, 1280, 900);
        page.locator("#files").setInputFiles(new Path[] {picture("harbour-dusk.png"), fake});
        page.getByLabel("Name").fill("ink");
        page.getByLabel("Name").press("Enter");

        assertThat(page.locator("#flaws li.error"))
                .hasText("letter.png: format must be PNG, JPEG or WEBP by its first bytes but was none of them");
        assertThat(page.locator("#submit")).isDisabled();
        isWhollyInSight(page.locator("#flaws li.error"));
        isWhollyInSight(page.locator("#submit"));
        CHROMIUM.screenshot(page, "preflight-dark");
        page.getByLabel("Caption of harbour-dusk.png").fill("");
        assertThat(page.locator("#preflight")).isHidden();
        assertThat(page.locator("#flaws li.error")).hasCount(2);
        page.getByLabel("Caption of harbour-dusk.png").fill("a harbour");
        page.getByLabel("Remove letter.png").click();
        assertThat(page.locator("#flaws li.error")).hasCount(0);
        assertThat(page.locator("#submit")).isEnabled();
        assertThat(page.locator("article.training")).hasCount(0);
        assertThat(sandbox.ledger().paidTasks()).hasSize(paidBefore);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void aFormThatIsBeingSentIsNotChangedNorSentAgain() {
        Page page = CHROMIUM.open(studio.url(), ColorScheme.LIGHT, 1280, 900);
        List<Route> held = new ArrayList<>();
        page.route("**/api/trainings", held::add);
        page.locator("#files").setInputFiles(picture("harbour-dusk.png"));
        page.getByLabel("Name").fill("once");
        page.getByText("Start training").click();
        assertThat(page.locator("#sending")).isVisible();

        assertThat(page.locator("#submit")).isDisabled();
        assertThat(page.getByLabel("Name")).isDisabled();
        page.evaluate("() => document.getElementById('start').requestSubmit()");
        assertThat(page.locator("#sending")).isVisible();
        assertThat(held).hasSize(1);
        held.get(0).resume();
        assertThat(page.locator("article.training h3")).hasText("once");
        assertThat(page.getByLabel("Name")).isEnabled();
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void failuresAreToldAndTwoTrainingsStandSideBySide(Sandbox sandbox) {
        Page page = CHROMIUM.open(studio.url(), ColorScheme.LIGHT, 1280, 900);
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.failed());
        begin(page, "will fail");
        assertThat(page.locator("article[data-stage=queued]")).hasCount(1);
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.throttled(Duration.ofMinutes(5)));
        begin(page, "too many requests");
        Locator stopped = page.locator("article.training").first();
        assertThat(stopped.locator(".what")).hasText("The service asks for fewer requests");
        assertThat(page.locator("article.training h3")).hasText(new String[] {"too many requests", "will fail"});

        Locator failed = page.locator("article.training").last();
        assertThat(failed.locator(".what")).hasText("The service could not do it", patient());
        CHROMIUM.screenshot(page, "failed-light");
        Page dark = joined(ColorScheme.DARK, 390, 844);
        assertThat(dark.locator(".what")).hasCount(2);
        CHROMIUM.screenshot(dark, "failed-phone-dark");
        sandbox.faults().clear();
        stopped.locator(".go-on").click();
        assertThat(stopped).hasAttribute("data-stage", Pattern.compile("queued|training"));
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void anOutageIsToldAndOver(Sandbox sandbox) {
        Page page = CHROMIUM.open(studio.url(), ColorScheme.LIGHT, 1280, 900);
        begin(page, "ink");
        assertThat(page.locator("article.training")).hasAttribute("data-stage", Pattern.compile("queued|training"));
        List<SandboxEndpoint> down =
                List.of(SandboxEndpoint.STYLE_STATUS, SandboxEndpoint.BALANCE, SandboxEndpoint.USER);
        down.forEach(endpoint -> sandbox.faults().on(endpoint, Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "later")));
        assertThat(page.locator("#outage")).containsText("The service does not answer");
        CHROMIUM.screenshot(page, "outage-light");
        sandbox.faults().clear();
        assertThat(page.locator("#outage")).isHidden();
        awaitReady(page);
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    @Test
    void theKeyboardIsEnough() {
        Page page = CHROMIUM.open(studio.url(), ColorScheme.DARK, 1280, 900);
        page.locator("#files").setInputFiles(picture("harbour-dusk.png"));
        page.locator("#files").focus();
        List.of("Tab", "Tab", "Tab").forEach(page.keyboard()::press);
        assertThat(page.getByLabel("Name")).isFocused();
        page.keyboard().type("by keys");
        List.of("Tab", "Tab", "Tab").forEach(page.keyboard()::press);
        assertThat(page.locator("#submit")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("article.training")).isFocused();
        assertThat(page.locator("#announce")).containsText("by keys");
        assertThat(CHROMIUM.complaints()).isEmpty();
    }

    private void begin(Page page, String name) {
        page.locator("#files").setInputFiles(picture("harbour-dusk.png"));
        page.getByLabel("Name").fill(name);
        page.getByText("Start training").click();
        assertThat(page.locator("article.training h3").first()).hasText(name);
    }

    /** What a drag from a desktop does. */
    private static void drop(Page page, String... names) {
        page.evaluate(
                "(files) => { const data = new DataTransfer(); files.forEach(({ name, bytes }) => data.items.add("
                        + "new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: ''})));"
                        + " document.getElementById('drop').dispatchEvent(new DragEvent('drop', { bubbles: true,"
                        + " cancelable: true, dataTransfer: data })); }",
                Stream.of(names).map(Chromium::asJson).toList());
        assertThat(page.locator(".chosen-picture")).hasCount(names.length);
    }

    private static void recordMoves(Page page) {
        page.evaluate("() => { window.moves = {}; window.stages = [];"
                + " new MutationObserver((changes) => changes.forEach(({ target, attributeName }) => {"
                + " if (attributeName === 'data-stage') { window.stages.push(target.dataset.stage); return; }"
                + " const bar = target.getAttribute('aria-label');"
                + " (window.moves[bar] ||= []).push(target.value); }))"
                + ".observe(document.body, { subtree: true, attributes: true,"
                + " attributeFilter: ['value', 'data-stage'] }); }");
    }

    /** The picture of three chunks is seen on its way, not at its end alone. */
    private static void barsHaveMoved(Page page) {
        Map<?, ?> moves = (Map<?, ?>) page.evaluate("() => window.moves");
        assertThat(values(moves, "Upload of harbour-dusk.png"))
                .isSorted()
                .endsWith(100.0)
                .anyMatch(percent -> percent > 0 && percent < 100);
        assertThat(values(moves, "Upload of stone-bridge.jpg")).isSorted().endsWith(100.0);
        assertThat(values(moves, "Progress of ink hills").stream().distinct()).hasSizeGreaterThan(3);
    }

    private static Route.FulfillOptions nothingFound() {
        return new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"errors\":[],\"warnings\":[],\"uploads\":1,\"bytes\":1,\"seconds\":null,\"cost\":null}");
    }

    private static void isWhollyInSight(Locator part) {
        assertThat(part).isInViewport(new IsInViewportOptions().setRatio(0.99));
    }

    private static void stagesWereShown(Page page) {
        List<?> stages = (List<?>) page.evaluate("() => window.stages");
        assertThat(stages.stream().distinct().map(String::valueOf)).containsExactly("uploading", "queued", "training");
    }

    private static List<Double> values(Map<?, ?> moves, String bar) {
        return Stream.of(moves.get(bar))
                .flatMap(values -> ((List<?>) values).stream())
                .map(value -> ((Number) value).doubleValue())
                .toList();
    }

    private static void uploadBarsFill(Locator card) {
        Locator bars = card.locator(".bars li.stored");
        assertThat(bars).hasCount(3);
        card.page()
                .waitForFunction(
                        "() => [...document.querySelectorAll('.bars progress')].every((bar) => bar.value === 100)");
    }

    private Page joined(ColorScheme scheme, int width, int height) {
        Page page = CHROMIUM.open(studio.url(), scheme, width, height);
        assertThat(page.locator("article.training").first()).isVisible();
        return page;
    }

    private static void awaitReady(Page page) {
        assertThat(page.locator("article.training").first()).hasAttribute("data-stage", "ready", inTime());
    }

    private static void draws(Page page) {
        page.getByLabel("Prompts, one a line").fill("a lighthouse above a calm bay\nmisty mountains");
        page.getByText("Draw", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".gallery img")).hasCount(2);
        assertThat(page.locator(".gallery a.download").first())
                .hasAttribute("href", Pattern.compile("/api/trainings/.*/drawings/2"));
    }

    private static void awaitPictures(Page page) {
        page.waitForFunction(
                "() => [...document.querySelectorAll('.gallery img')].every((image) => image.naturalWidth > 0)");
    }

    private static Path picture(String name) {
        return RunningStudio.PICTURES.resolve(name);
    }

    private static HasAttributeOptions inTime() {
        return new HasAttributeOptions().setTimeout(30_000);
    }

    private static HasTextOptions patient() {
        return new HasTextOptions().setTimeout(30_000);
    }
}
