package io.github.novitagateway.runner;

import io.github.novitagateway.asset.PictureHeader.Turn;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Turns what a camera kept on its side. */
final class UprightPicture {
    private UprightPicture() {}

    static BufferedImage of(BufferedImage picture, Turn turn) {
        if (turn.equals(Turn.NONE)) {
            return picture;
        }
        boolean lying = turn.quarterTurns() % 2 != 0;
        int width = lying ? picture.getHeight() : picture.getWidth();
        int height = lying ? picture.getWidth() : picture.getHeight();
        AffineTransform way = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        way.scale(turn.mirrored() ? -1 : 1, 1);
        way.quadrantRotate(turn.quarterTurns());
        way.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
        BufferedImage turned = new BufferedImage(width, height, picture.getType());
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(picture, way, null);
        graphics.dispose();
        return turned;
    }
}
