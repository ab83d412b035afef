package io.github.novitagateway.sandbox.painting;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * What is to be seen on a drawing, decided by its prompt and seed: what the prompt names is there, the rest is chance.
 *
 * @param night whether a moon stands in the sky instead of a sun
 * @param water whether there is a sea below the hills
 * @param lighthouse whether a lighthouse stands at the shore
 * @param boats whether boats are on the water
 * @param trees whether the nearest hills carry trees
 * @param birds whether birds fly
 * @param chance where the details come from
 */
record Scene(
        boolean night,
        boolean water,
        boolean lighthouse,
        boolean boats,
        boolean trees,
        boolean birds,
        SplittableRandom chance) {

    private static final Pattern NIGHT = words("night|moon|moonlight|midnight|stars?|starry|dark");
    private static final Pattern DAY = words("day|sun|sunny|sunrise|sunset|morning|noon|dawn");
    private static final Pattern WATER = words("sea|ocean|lakes?|river|coast|island|bay|water|waves?|shore|beach|reef");
    private static final Pattern LAND = words("hills?|mountains?|valley|desert|fields?|meadow|forest|village");
    private static final Pattern LIGHTHOUSE = words("lighthouses?|beacon|tower");
    private static final Pattern BOATS = words("boats?|ships?|sail|sails|sailing|harbou?rs?|port|fishing|yacht");
    private static final Pattern TREES = words("trees?|forest|pines?|woods?|garden|park");
    private static final Pattern BIRDS = words("birds?|gulls?|seagulls?|cranes?|geese");

    static Scene of(String prompt, long seed) {
        SplittableRandom chance = new SplittableRandom(fingerprint(prompt) ^ seed * 0x9e37_79b9_7f4a_7c15L);
        String text = prompt.toLowerCase(Locale.ROOT);
        boolean lighthouse = has(text, LIGHTHOUSE);
        boolean named = has(text, BOATS);
        boolean night = has(text, NIGHT) || (!has(text, DAY) && chance.nextDouble() < 0.25);
        boolean land = has(text, LAND) && !has(text, WATER);
        boolean water = lighthouse || named || has(text, WATER) || (!land && chance.nextDouble() < 0.5);
        boolean boats = named || (water && chance.nextDouble() < 0.35);
        boolean trees = has(text, TREES) || (!water && chance.nextDouble() < 0.6);
        boolean birds = has(text, BIRDS) || (!night && chance.nextDouble() < 0.5);
        return new Scene(night, water, lighthouse, boats, trees, birds, chance);
    }

    /** The same for the same text on every machine. */
    private static long fingerprint(String text) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100_0000_01b3L;
        }
        return hash;
    }

    private static boolean has(String text, Pattern words) {
        return words.matcher(text).find();
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("\\b(" + alternatives + ")\\b");
    }
}
