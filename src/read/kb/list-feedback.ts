import type { ArticleFeedback, ArticleFeedbackQuery } from '../../contracts/kb-reading.js'
import { selectPerson } from '../../database/names.js'
import { type Order, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'

const NEWEST: Order<ArticleFeedback> = {
  name: 'kb_feedback',
  direction: 'DESC',
  keys: [
    { column: 'f.at', kind: 'instant', read: ({ at }) => at },
    { column: 'f.user_id', kind: 'uuid', read: ({ by }) => by.id },
  ],
}

/** What readers say of an article, the last first. */
export function listFeedback(
  db: OrganizationDb,
  articleId: string,
  page: ArticleFeedbackQuery,
): Promise<Page<ArticleFeedback>> {
  return paginate(
    db,
    {
      order: NEWEST,
      select: `${selectPerson('f.user_id')} AS by, f.helpful, f.comment, ${selectInstant('f.at')} AS at`,
      from: 'FROM kb_feedback f WHERE f.organization_id = $1 AND f.article_id = $2',
      values: [articleId],
      view: (feedback: ArticleFeedback) => feedback,
    },
    page,
  )
}
