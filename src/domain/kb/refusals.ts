import { type Refusal, refusal } from '../errors.js'

/** The sentences of what writers of articles are refused. */

export function categoryInUse(holds: { articles: number; categories: number }): Refusal {
  return refusal(
    'category_in_use',
    'The category has articles or other categories in it: move or delete those first.',
    holds,
  )
}

export function unknownCategory(id: string): Refusal {
  return refusal('category_not_found', `There is no such category of articles: ${id}.`, {
    category: [id],
  })
}

export function staleArticle(currentRevision: number): Refusal {
  return refusal(
    'revision_mismatch',
    'The article has changed since you read it: read it again, and send its new ETag.',
    { currentRevision },
  )
}
