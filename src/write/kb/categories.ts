import type { KbCategoryBody, KbCategoryView } from '../../contracts/kb-categories.js'
import { selectInstant } from '../../database/rows.js'
import { categoryInUse, unknownCategory } from '../../domain/kb/refusals.js'
import { findMisplacement, type Node, spreadReach } from '../../domain/kb/tree.js'
import { REACH } from '../../read/kb/article-rows.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

/** Few: all of an organization's are read when one is moved. */
const TREE = `SELECT id, parent_id AS "parentId", visibility FROM kb_category
  WHERE organization_id = $1 AND deleted_at IS NULL`

const SPREAD = `UPDATE kb_category c SET reach = given.reach
  FROM jsonb_to_recordset($2::jsonb) AS given (id uuid, reach smallint)
  WHERE c.organization_id = $1 AND c.id = given.id AND c.reach <> given.reach`

/** What is found in them follows; an article that is published meanwhile holds its category. */
const SPREAD_TO_ARTICLES = `UPDATE kb_searchable s SET reach = greatest(${REACH}, c.reach)
  FROM kb_article a JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
  WHERE s.organization_id = $1 AND a.organization_id = $1 AND a.id = s.article_id AND s.reach <> greatest(${REACH}, c.reach)`

/** Whoever writes an article there holds its row. */
const HOLD = 'SELECT 1 FROM kb_category WHERE organization_id = $1 AND id = $2 FOR UPDATE'

const WITHIN = `SELECT
    (SELECT count(*)::int FROM kb_article WHERE organization_id = $1 AND category_id = $2 AND deleted_at IS NULL) AS articles,
    (SELECT count(*)::int FROM kb_category WHERE organization_id = $1 AND parent_id = $2 AND deleted_at IS NULL) AS categories`

/** A tree: what is above one bounds who reads what is in it. */
export const kbCategories: Resource<KbCategoryView, KbCategoryBody> = {
  entity: 'kb_category',
  noun: 'category of articles',
  table: 'kb_category',
  alias: 'c',
  select: `c.id, c.name, c.description, c.parent_id AS "parentId", c.place AS "order", c.visibility, c.version,
    ${selectInstant('c.created_at')} AS "createdAt", ${selectInstant('c.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    description: 'description',
    parentId: 'parent_id',
    order: 'place',
    visibility: 'visibility',
  },
  isVersioned: true,
  sharesNames: true,
  judge: async (change, { parentId }, before) => {
    if (parentId == null || parentId === before?.parentId) return {}
    const tree = await readTree(change, parentId)
    const misplaced = findMisplacement(tree, { id: before?.id ?? '', parentId })
    if (misplaced !== undefined) refuseWith(misplaced)
    return {}
  },
  relate: spread,
  retire: async (change, { id }) => {
    await change.query(HOLD, [id])
    const [holds] = await change.query<{ articles: number; categories: number }>(WITHIN, [id])
    if (holds !== undefined && holds.articles + holds.categories > 0) {
      refuseWith(categoryInUse(holds))
    }
  },
  revive: async (change, { id, parentId, visibility }) => {
    const tree = parentId === null ? [] : await readTree(change, parentId)
    const misplaced = findMisplacement(tree, { id, parentId })
    if (misplaced !== undefined) refuseWith(misplaced)
    await spread(change, id, { parentId, visibility })
  },
}

/** Throws `category_not_found` where the parent is not there. */
async function readTree({ query }: Change, parentId: string): Promise<Node[]> {
  const tree = await query<Node>(TREE)
  if (!tree.some(({ id }) => id === parentId)) refuseWith(unknownCategory(parentId))
  return tree
}

/** How far each is read, again for the whole tree; one that is about to be there counts as it will be. */
async function spread({ query }: Change, id: string, given: Partial<KbCategoryBody>) {
  const tree = await query<Node>(TREE)
  const { parentId = null, visibility } = given
  if (visibility !== undefined && !tree.some((node) => node.id === id)) {
    tree.push({ id, parentId, visibility })
  }
  const reaches = [...spreadReach(tree)].map(([one, reach]) => ({ id: one, reach }))
  await query(SPREAD, [JSON.stringify(reaches)])
  await query(SPREAD_TO_ARTICLES)
}
