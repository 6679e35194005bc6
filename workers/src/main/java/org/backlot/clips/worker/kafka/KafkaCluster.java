// Why this file exists: a broker of our own costs seconds and memory that a program without clip jobs need not
// spend. So whoever sends has it started, and whoever listens waits until somebody did.
package org.backlot.clips.worker.kafka;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The Kafka that carries the work: one that is given, or one of our own that starts when it is first needed. */
public interface KafkaCluster {
    /**
     * How clients reach it, in the words of Kafka's own settings. Starts it where it is ours and does not run, and makes the
     * topics that are missing; may block for as long as that takes.
     *
     * @throws KafkaUnavailable where that did not come about; the next call tries again
     */
    Map<String, Object> use();

    /** Whether it is in use: started, and with its topics. */
    boolean isInUse();

    /** Runs that once it is in use; at once where it is. */
    void whenInUse(Runnable then);

    /** A client for an administrator's questions. It is in use from then on; the caller closes the client. */
    default Admin admin() {
        return Admin.create(use());
    }
}
