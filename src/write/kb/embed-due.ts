import type { Database, OrganizationDb } from '../../database/pool.js'
import { packVector, spellSigns } from '../../domain/chatbot/meaning.js'
import { type Budget, openBudget } from '../chatbot/budget.js'

/** The embedding of a text; undefined where the budget has not enough for it. It throws where the endpoint is away or refuses. */
export type Embed = (
  text: string,
  budget: Budget,
  signal: AbortSignal,
) => Promise<Float32Array | undefined>

/** How articles are embedded. */
export interface Embedding {
  /** Its name: what another has made is of no use. */
  model: string
  embed: Embed
  /** What an organization may spend on a day, its questions included. */
  dailyTokens: number
}

/** Each is a call and a transaction of its own. */
const MOST_AT_ONCE = 25
const LONGEST_CALL_MS = 10_000
const PAUSE_MS = 300_000
/** One that an endpoint refuses, as too long perhaps, keeps the others back once an hour. */
const LONG_PAUSE_MS = 3_600_000
/** The rest of a day's budget is for questions: with a new model all articles are embedded at once. */
const MOST_OF_A_DAY = 0.5
/** What an article is about stands at its beginning, and endpoints take no more of a text. */
const MOST_CHARACTERS = 6_000

const DUE = `SELECT s.article_id AS id, s.version,
    left(concat_ws(E'\\n', v.title, v.summary, array_to_string(v.keywords, ', '), v.words), ${MOST_CHARACTERS}) AS text
  FROM kb_searchable s
  JOIN kb_article_version v ON v.organization_id = $1 AND v.article_id = s.article_id AND v.version = s.version
  WHERE s.organization_id = $1 AND s.embed_at <= $2 ORDER BY s.embed_at, s.article_id LIMIT ${MOST_AT_ONCE}`

/** A version that was published meanwhile waits for its own. */
const KEEP = `WITH settled AS (UPDATE kb_searchable SET embed_at = NULL
    WHERE organization_id = $1 AND article_id = $2 AND version = $3 RETURNING article_id)
  INSERT INTO kb_embedding (organization_id, article_id, version, model, vector, signs)
    SELECT $1, article_id, $3, $4, $5::bytea, $6::varbit FROM settled
  ON CONFLICT (organization_id, article_id) DO UPDATE SET version = excluded.version, model = excluded.model,
    vector = excluded.vector, signs = excluded.signs`

const PUT_OFF = `UPDATE kb_searchable SET embed_at = CASE WHEN article_id = $3 THEN $4::timestamptz ELSE $5 END
  WHERE organization_id = $1 AND embed_at <= $2`

interface Due {
  organizationId: string
  at: string
}

interface Article {
  id: string
  version: number
  text: string
}

/**
 * Embeds published articles that wait for it, some at once. One that fails is put off, and with it, for less long, what has come due
 * beside it: the endpoint may be away for all. Harmless to repeat, and for two at once: what was embedded is due no more, and twice it is the same.
 */
export async function embedDueArticles(
  db: Database,
  { organizationId, at }: Due,
  embedding: Embedding,
  onFailed: (error: unknown) => void,
): Promise<void> {
  const bound = db.of(organizationId)
  const due = await bound.query<Article>(DUE, [at])
  for (const article of due) {
    try {
      if (await embedOne(bound, article, at, embedding)) continue
    } catch (error) {
      onFailed(error)
    }
    const [long, short] = [LONG_PAUSE_MS, PAUSE_MS].map((ms) => new Date(Date.parse(at) + ms))
    await bound.query(PUT_OFF, [at, article.id, long, short])
    return
  }
}

/** False where the day's budget has not enough for it. */
async function embedOne(
  bound: OrganizationDb,
  { id, version, text }: Article,
  at: string,
  { model, embed, dailyTokens }: Embedding,
): Promise<boolean> {
  const budget = openBudget(bound, at.slice(0, 10), Math.floor(dailyTokens * MOST_OF_A_DAY))
  const vector = await embed(text, budget, AbortSignal.timeout(LONGEST_CALL_MS))
  if (vector === undefined) return false
  await bound.query(KEEP, [id, version, model, packVector(vector), spellSigns(vector)])
  return true
}

const QUEUE = `UPDATE kb_searchable s SET embed_at = clock_timestamp() WHERE s.embed_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM kb_embedding e WHERE e.organization_id = s.organization_id AND e.article_id = s.article_id AND e.model = $1)`

/** With another model all is embedded anew; repeating it is harmless. */
export async function queueForModel(db: Database, model: string): Promise<void> {
  await db.query(QUEUE, [model])
}
