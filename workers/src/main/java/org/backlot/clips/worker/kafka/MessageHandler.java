package org.backlot.clips.worker.kafka;

/**
 * What is done with a message. It may take as long as it needs and may block; it is told to stop by an interrupt. The same
 * message may come again, also to somebody else at the same time, after a crash or when work is shared out anew: its ids say
 * that it is the same.
 *
 * @param <T> the kind of message
 */
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * Does it. Coming back acknowledges the message.
     *
     * @throws PoisonMessage where no attempt can ever succeed: it is laid aside at once
     * @throws NotNow where something is away that this needs: it comes again until that is back
     * @throws InterruptedException where it was told to stop: it comes again to whoever is there then
     * @throws Exception else; it comes again a few times, then it is laid aside
     */
    void handle(T message) throws Exception;
}
