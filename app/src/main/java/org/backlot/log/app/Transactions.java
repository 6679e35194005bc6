package org.backlot.log.app;

import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Opens a unit of work with a database transaction around it. Every command sent inside joins it: their events, the rows
 * that are written and the caller's own rows commit together or not at all.
 */
public final class Transactions {
    private final TransactionManager transactions;

    public Transactions(TransactionManager transactions) {
        this.transactions = transactions;
    }

    /** Work that sees its own unit of work. */
    @FunctionalInterface
    public interface Work<R> {
        R in(UnitOfWork<?> unitOfWork) throws Exception;
    }

    /** Runs the work and commits; rolls back and throws on where it fails. */
    public <R> R commit(Message<?> cause, Work<R> work) {
        var unitOfWork = DefaultUnitOfWork.startAndGet(cause);
        unitOfWork.attachTransaction(transactions);
        R result;
        try {
            result = work.in(unitOfWork);
        } catch (RuntimeException e) {
            unitOfWork.rollback(e);
            throw e;
        } catch (Exception e) {
            unitOfWork.rollback(e);
            throw new IllegalStateException(e);
        }
        unitOfWork.commit();
        return result;
    }

    /** A plain transaction without a unit of work, for those who only write rows. */
    public <R> R plain(Callable<R> work) {
        return transactions.fetchInTransaction(() -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
