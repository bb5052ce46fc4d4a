import { type PublishedArticles, publishDueArticles } from '../../src/write/kb/publish-due.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface ArticlesDue {
  organizationId: string
  at: string
}

/** Publishes an organization's articles whose time has come. Harmless to repeat: what was published is due no more. */
export function publishArticlesActivity({
  db,
  newId,
  notifyCommitted,
  embedding,
  onFailed = () => undefined,
}: Pick<ActivityDeps, 'db' | 'newId' | 'notifyCommitted' | 'embedding' | 'onFailed'>) {
  return async (due: ArticlesDue): Promise<PublishedArticles> => {
    const published = await nonRetryableUnlessTransient(() =>
      publishDueArticles(db, { ...due, newId, embeds: embedding !== undefined, onFailed }),
    )
    notifyCommitted()
    return published
  }
}
