/**
 * One picture of the set.
 *
 * @param seed decides everything that looks accidental in it
 */
record Scene(int seed, String fileName, int width, int height, String subject, Brushwork brushwork) {
    /** Puts the scene on paper. */
    interface Brushwork {
        void paint(Paper paper, Nature nature, Landmarks landmarks);
    }

    Paper painted() {
        Paper paper = new Paper(width, height, seed);
        Landmarks landmarks = new Landmarks(paper);
        brushwork.paint(paper, new Nature(paper, seed), landmarks);
        landmarks.seal();
        return paper;
    }

    String captionFileName() {
        return fileName.substring(0, fileName.lastIndexOf('.')) + ".txt";
    }

    String caption() {
        return "inkwash style, " + subject;
    }
}
