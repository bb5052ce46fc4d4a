import { embedDueArticles } from '../../src/write/kb/embed-due.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'
import type { ArticlesDue } from './publish-articles.js'

/** Embeds an organization's articles that wait for it. Harmless to repeat: what was embedded waits no more. */
export function embedArticlesActivity({
  db,
  embedding,
  onFailed = () => undefined,
}: Pick<ActivityDeps, 'db' | 'embedding' | 'onFailed'>) {
  return async (due: ArticlesDue): Promise<void> => {
    if (embedding === undefined) throw new Error('This worker embeds nothing.') // another one does: it is tried there
    await nonRetryableUnlessTransient(() => embedDueArticles(db, due, embedding, onFailed))
  }
}
