import { createWakes, FOR_A_MINUTE, SOME_DAY } from './wake-organizations.js'

/** Two questions, each with the index of its own instant. */
const hasOne = (due: string) =>
  `EXISTS (SELECT 1 FROM kb_article s WHERE s.organization_id = g.id AND s.deleted_at IS NULL AND s.publish_at ${due})
    OR EXISTS (SELECT 1 FROM kb_article s WHERE s.organization_id = g.id AND s.deleted_at IS NULL AND s.remind_at ${due})`

/** Where something embeds (`$1`): nobody else wakes the run for what is to be embedded. */
const IS_TO_EMBED = `$1::boolean AND EXISTS (SELECT 1 FROM kb_searchable s WHERE s.organization_id = g.id AND s.embed_at < now())`

export const ARTICLE_WAKES = createWakes({
  kind: 'article',
  isOverdue: `${hasOne(FOR_A_MINUTE)} OR ${IS_TO_EMBED}`,
  isWaiting: hasOne(SOME_DAY),
})
