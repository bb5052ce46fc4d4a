import { seedArticles } from '../scripts/demo/seed-articles.js'
import type { Environment } from './environment.js'
import { median, percentile } from './load.js'
import { RELEVANCE_QUERIES, type RelevanceQuery } from './relevance-queries.js'

const FIRST = 5
const WANTED = 0.85
const BEST = 3
const ALSO = 1

interface Judged {
  query: RelevanceQuery
  found: string[]
  ndcg: number
  ms: number
}

/** What is found first of the demo's articles, held against what people hope for: nDCG of the first five. */
export async function benchRelevance(environment: Environment): Promise<string[]> {
  await seedArticles(environment)
  const token = await environment.token('requester@demo.test')
  const judged: Judged[] = []
  for (const query of RELEVANCE_QUERIES) {
    const began = performance.now()
    const response = await fetch(
      `${environment.api}/kb/search?limit=${FIRST}&q=${encodeURIComponent(query.q)}`,
      { headers: { Authorization: `Bearer ${token}` } },
    )
    const { items } = (await response.json()) as { items: { title: string }[] }
    const ms = performance.now() - began
    const found = items.map(({ title }) => title)
    judged.push({ query, found, ndcg: measureNdcg(query, found), ms })
  }
  return sayRelevance(judged)
}

/** The gain of each place, the later the less, beside that of the best order there is. */
function measureNdcg({ wanted }: RelevanceQuery, found: readonly string[]): number {
  const grade = (title: string) => (title === wanted[0] ? BEST : wanted.includes(title) ? ALSO : 0)
  const sum = (titles: readonly string[]) =>
    titles
      .slice(0, FIRST)
      .reduce((total, title, place) => total + (2 ** grade(title) - 1) / Math.log2(place + 2), 0)
  return sum(found) / sum(wanted)
}

function sayRelevance(judged: Judged[]): string[] {
  const mean = (some: Judged[]) => some.reduce((sum, { ndcg }) => sum + ndcg, 0) / some.length
  const kinds = [...new Set(judged.map(({ query }) => query.kind))].map((kind) => {
    const some = judged.filter(({ query }) => query.kind === kind)
    return `${kind} ${mean(some).toFixed(2)} (${some.length})`
  })
  const times = judged.map(({ ms }) => ms)
  const missed = judged
    .filter(({ ndcg }) => ndcg < 0.6)
    .map(({ query, found }) => `${query.q} → ${found[0] ?? 'nothing'}`)
  return [
    `search: nDCG@${FIRST} ${mean(judged).toFixed(3)} over ${judged.length} searches of 300 articles (wanted: ≥ ${WANTED}): ${kinds.join(', ')}; p50 ${median(times).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms${missed.length === 0 ? '' : `; not first: ${missed.join('; ')}`}`,
  ]
}
