import { v7 as uuidv7 } from 'uuid'
import { openDatabase, type Transaction } from '../../src/database/pool.js'
import { measureReach } from '../../src/domain/kb/visibility.js'
import { indexArticle } from '../../src/write/kb/index-article.js'
import { renderMarkdown } from '../../src/write/kb/render.js'
import { DEMO_ARTICLE_CATEGORIES, type DemoArticle, readDemoArticles } from './articles.js'

const SLUG = 'demo'
const AUTHOR = 'moderator@demo.test'

const FIND = `SELECT o.id AS "organizationId", u.id AS "authorId" FROM organization o
  JOIN app_user u ON u.organization_id = o.id AND u.email = $2
  WHERE o.slug = $1 AND NOT EXISTS (SELECT FROM kb_category c WHERE c.organization_id = o.id)`

const INSERT_CATEGORY = `INSERT INTO kb_category (organization_id, id, name, place, visibility, reach) VALUES ($1, $2, $3, $4, $5, $6)`

const INSERT_ARTICLE = `INSERT INTO kb_article (organization_id, id, category_id, author_id, status, visibility, title, body, html, words,
    keywords, language, version, has_draft, published_at)
  VALUES ($1, $2, $3, $4, 'published', $5, $6, $7, $8, $9, $10, $11, 1, false, now())`

const INSERT_VERSION = `INSERT INTO kb_article_version (organization_id, article_id, version, title, body, html, words, tags, keywords,
    language, published_by_id, at)
  SELECT organization_id, id, 1, title, body, html, words, tags, keywords, language, author_id, now() FROM kb_article
  WHERE organization_id = $1 AND id = $2`

interface Writer {
  organizationId: string
  authorId: string
  transaction: Transaction
}

/** Three hundred articles for the demo organization, in one transaction; none where it has a category of articles already. */
export async function seedArticles({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolSize: 2, onError: () => undefined })
  try {
    await db.transaction(async (transaction) => {
      const [found] = await transaction.query<Omit<Writer, 'transaction'>>(FIND, [SLUG, AUTHOR])
      if (found !== undefined) await writeAll({ ...found, transaction })
    })
  } finally {
    await db.close()
  }
}

async function writeAll(writer: Writer): Promise<void> {
  for (const [place, { name, visibility, files }] of DEMO_ARTICLE_CATEGORIES.entries()) {
    const categoryId = uuidv7()
    const shown = [name, place, visibility, measureReach(visibility)]
    await writer.transaction.query(INSERT_CATEGORY, [writer.organizationId, categoryId, ...shown])
    for (const file of files) {
      for (const article of await readDemoArticles(file)) await write(writer, categoryId, article)
    }
  }
}

async function write(
  { organizationId, authorId, transaction }: Writer,
  categoryId: string,
  { title, body, keywords, visibility, language }: DemoArticle,
): Promise<void> {
  const id = uuidv7()
  const { html, words } = await renderMarkdown(body)
  const shown = [visibility, title, body, html, words, keywords, language]
  await transaction.query(INSERT_ARTICLE, [organizationId, id, categoryId, authorId, ...shown])
  await transaction.query(INSERT_VERSION, [organizationId, id])
  const query = <T extends object>(text: string, values: readonly unknown[] = []) =>
    transaction.query<T>(text, [organizationId, ...values])
  await indexArticle({ organizationId, query, call: transaction.call }, id)
}
