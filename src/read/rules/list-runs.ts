import type { RuleRunQuery, RuleRunView } from '../../contracts/rules.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

interface RunRow {
  id: string
  at: Date
  event: string
  ticketId: string | null
  workOrderId: string | null
  depth: number
  version: number
  matched: boolean
  failed: unknown
  actions: ActionRow[]
}

interface ActionRow {
  partOf: number | null
  type: string
  ok: boolean | null
  code: string | null
}

const SELECT = `run.id, run.at, run.event, run.ticket_id AS "ticketId", run.work_order_id AS "workOrderId", run.depth,
  run.rule_version AS version, run.matched,
  run.failed_condition AS failed, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('partOf', a.part_of, 'type', a.type, 'ok', a.ok, 'code', a.code) ORDER BY a.n), '[]')
    FROM rule_action a WHERE a.organization_id = $1 AND a.run_id = run.id) AS actions`

/** The last runs of a rule, newest first. */
export function listRuns(
  db: OrganizationDb,
  ruleId: string,
  page: RuleRunQuery,
): Promise<Page<RuleRunView>> {
  return paginate(
    db,
    {
      order: orderById('run.id', 'DESC'),
      select: SELECT,
      from: 'FROM rule_run run WHERE run.organization_id = $1 AND run.rule_id = $2',
      values: [ruleId],
      view: presentRun,
    },
    page,
  )
}

function presentRun({ id: _id, at, failed, actions, ...run }: RunRow): RuleRunView {
  return {
    at: iso(at),
    ...run,
    ...(failed === null ? {} : { failedCondition: failed }),
    actions: actions.flatMap((action, n) =>
      action.partOf === null ? [present(action, n, actions)] : [],
    ),
  }
}

/** A macro is done when all that it stands for is. */
function present({ type, ok, code }: ActionRow, n: number, all: readonly ActionRow[]) {
  const parts = all.filter(({ partOf }) => partOf === n)
  if (parts.length === 0) return presentOne({ type, ok, code })
  const refused = parts.find((part) => part.ok === false)
  const isOpen = parts.some((part) => part.ok === null)
  const outcome = refused === undefined ? (isOpen ? null : true) : false
  const whole = presentOne({ type, ok: outcome, code: refused?.code ?? null })
  return { ...whole, actions: parts.map(presentOne) }
}

function presentOne({ type, ok, code }: Omit<ActionRow, 'partOf'>) {
  return { type, ok, ...(code === null ? {} : { code }) }
}
