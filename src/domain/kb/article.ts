export const ARTICLE_STATUSES = ['draft', 'published', 'archived'] as const
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number]

/** What decides on a publication. */
export interface Publishable {
  status: ArticleStatus
  /** Something was written since the last publication; so it is before the first. */
  hasDraft: boolean
}

/** What publishing comes to: a version of what is new, the last one once more, or nothing. */
export function judgePublication({
  status,
  hasDraft,
}: Publishable): 'new_version' | 'shown_again' | 'nothing' {
  if (hasDraft) return 'new_version'
  return status === 'published' ? 'nothing' : 'shown_again'
}
