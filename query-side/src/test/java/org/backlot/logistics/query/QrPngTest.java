package org.backlot.logistics.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.backlot.logistics.api.HandoffCode;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That a phone's camera reads from the picture what the holder's code says. */
class QrPngTest {
    @Test
    @DisplayName("LOG-2: the PNG of a handoff code decodes back to its text, with error correction M")
    void decodes() throws IOException, ReaderException {
        for (int i = 1; i <= 50; i++) {
            var code = new HandoffCode(
                    new DispatchId(new UUID(i, 7L * i)),
                    new HandoffCodeId(new UUID(31L * i, -i)),
                    Instant.ofEpochSecond(1_795_000_000L + i));
            var text = code.text((purpose, signed) -> new byte[32]);

            // ImageIO checks the checksums and the compression as any viewer would.
            var picture = ImageIO.read(new ByteArrayInputStream(QrPng.of(text)));
            assertThat(picture.getWidth()).isEqualTo(512);
            assertThat(picture.getHeight()).isEqualTo(512);
            var pixels = picture.getRGB(0, 0, 512, 512, null, 0, 512);
            var seen = new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(512, 512, pixels))));

            assertThat(seen.getText()).isEqualTo(text);
            assertThat(seen.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
        }
    }

    @Test
    @DisplayName("LOG-2: a scratched screen still reads")
    void survives_damage() throws IOException, ReaderException {
        var text = "BLH1." + "A".repeat(54) + "." + "B".repeat(43);
        var picture = ImageIO.read(new ByteArrayInputStream(QrPng.of(text)));
        for (int x = 250; x < 290; x++) {
            for (int y = 250; y < 290; y++) {
                picture.setRGB(x, y, 0xFFFFFFFF);
            }
        }
        var pixels = picture.getRGB(0, 0, 512, 512, null, 0, 512);
        var seen = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(512, 512, pixels))));

        assertThat(seen.getText()).isEqualTo(text);
    }
}
