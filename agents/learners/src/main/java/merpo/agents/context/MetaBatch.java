package merpo.agents.context;

import merpo.datagen.settings.Setting;

/**
 * What a step draws.
 *
 * @param tasks entries, drawn with replacement: the same task may be there more than once
 * @param rows of each entry
 * @param context of each entry, drawn apart from the rows
 */
public record MetaBatch(int tasks, int rows, ContextRows context) {
    public MetaBatch {
        Setting.require("batch.tasks", tasks, tasks >= 1, "at least 1");
        Setting.require("batch.rows", rows, rows >= 1, "at least 1");
    }
}
