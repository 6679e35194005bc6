package org.backlot.clips.worker.removal;

import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.SharedFilesCommand.ForgoSharedFiles;
import org.backlot.media.api.SharedFilesCommand.UseSharedFiles;
import org.backlot.media.api.StorageFolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives up all shared folders of somebody. Which these are is a view that is written with the log, and so is not behind. */
@Component
class SharedUses {
    private final JdbcClient jdbc;
    private final CommandGateway commands;

    SharedUses(JdbcClient jdbc, CommandGateway commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    /** @param user by the name of its stream */
    void giveUp(String user, RemovalReason reason) {
        for (var folder : foldersOf(user)) {
            // For whoever used it when nobody said so in the log it is said now, before anybody goes.
            unsaid(folder).forEach(one -> commands.sendAndWait(new UseSharedFiles(folder, one)));
            commands.sendAndWait(new ForgoSharedFiles(folder, user, reason));
        }
    }

    private List<StorageFolder> foldersOf(String user) {
        return jdbc.sql("select prefix from storage.shared_use where user_stream = ? order by prefix")
                .param(user)
                .query((row, _) -> StorageFolder.at(row.getString("prefix")))
                .list();
    }

    private List<String> unsaid(StorageFolder folder) {
        return jdbc.sql("select user_stream from storage.shared_use where prefix = ? and not said order by user_stream")
                .param(folder.prefix())
                .query(String.class)
                .list();
    }
}
