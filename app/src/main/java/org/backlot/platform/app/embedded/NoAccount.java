// GreenMail delivers to accounts. We have none, and this says so in its terms.
package org.backlot.platform.app.embedded;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import jakarta.mail.internet.MimeMessage;

/** Somebody with an address who cannot log in. */
abstract class NoAccount implements GreenMailUser {
    private final String address;

    NoAccount(String address) {
        this.address = address;
    }

    @Override
    public abstract void deliver(MovingMessage message);

    @Override
    public void deliver(MimeMessage message) {
        throw new UnsupportedOperationException("Mail comes by SMTP only");
    }

    @Override
    public String getEmail() {
        return address;
    }

    @Override
    public String getLogin() {
        return address;
    }

    @Override
    public String getQualifiedMailboxName() {
        return address;
    }

    @Override
    public void authenticate(String password) throws UserException {
        throw new UserException("Nobody can log in here");
    }

    @Override
    public String getPassword() {
        throw new UnsupportedOperationException("Nobody can log in here");
    }

    @Override
    public void setPassword(String password) {
        throw new UnsupportedOperationException("Nobody can log in here");
    }

    @Override
    public void create() {
        // There is nothing to be made.
    }

    @Override
    public void delete() {
        // There is nothing to be deleted.
    }
}
