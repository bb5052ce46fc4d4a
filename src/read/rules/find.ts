import type { RuleWithFigures } from '../../contracts/rules.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { type Catalogue, readCatalogued } from '../catalogue.js'

const RUNS = `FROM rule_run run JOIN rule_action a ON a.organization_id = $1 AND a.run_id = run.id
  WHERE run.organization_id = $1 AND run.rule_id = r.id`
const FIGURE = (column: string) =>
  `(SELECT f.${column} FROM rule_figure f WHERE f.organization_id = $1 AND f.rule_id = r.id)`
const COUNTED = (column: string) => `coalesce(${FIGURE(column)}, 0)`

/** Beside its own members, of a rule `r`: what its runs have come to, those that are kept no more included. */
const FIGURES = `${COUNTED('runs')}::int AS runs, ${COUNTED('matches')}::int AS matches,
  (${COUNTED('successes')} + (SELECT count(*) ${RUNS} AND a.ok))::int AS successes,
  (${COUNTED('failures')} + (SELECT count(*) ${RUNS} AND NOT a.ok))::int AS failures,
  round(${FIGURE('spent_us')}::numeric / nullif(${FIGURE('runs')}, 0) / 1000, 3)::float AS "meanMs",
  ${selectInstant(FIGURE('last_run_at'))} AS "lastRunAt",
  (SELECT a.code ${RUNS} AND NOT a.ok ORDER BY run.id DESC, a.n DESC LIMIT 1) AS "lastError"`

/** One rule with how it fares; throws `not_found`. */
export function findRule(
  db: OrganizationDb,
  { table, alias, select }: Catalogue,
  id: string,
): Promise<RuleWithFigures> {
  return readCatalogued(db, { table, alias, select: `${select}, ${FIGURES}` }, id, 'rule')
}
