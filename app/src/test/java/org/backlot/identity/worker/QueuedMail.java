package org.backlot.identity.worker;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was put into the queue, by name and in order. Nothing is sent. */
public final class QueuedMail {
    private final Map<String, MailOrder> orders = new LinkedHashMap<>();

    /** A queue that keeps what is put in here. */
    public MailQueue queue(Clock clock) {
        return new MailQueue(scheduler(), clock);
    }

    /** All that waits. */
    public List<MailOrder> orders() {
        return List.copyOf(orders.values());
    }

    private SchedulerClient scheduler() {
        return (SchedulerClient) Proxy.newProxyInstance(
                SchedulerClient.class.getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (_, method, arguments) -> {
                    if (!method.getName().equals("scheduleIfNotExists")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    var task = (TaskInstance<?>) arguments[0];
                    return orders.putIfAbsent(task.getId(), (MailOrder) task.getData()) == null;
                });
    }
}
