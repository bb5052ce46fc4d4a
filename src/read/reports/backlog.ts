import type { BacklogReport, WorkloadReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { addUpBacklog, type Flow, type Stock } from '../../domain/reports/backlog.js'
import { floorToQuarter } from '../../domain/reports/fact.js'
import type { VolumeFigures } from '../../domain/reports/volume.js'
import { type FigureRow, type ReportScope, readFigures } from './read-figures.js'
import { listPeriods } from './stretches.js'

/** What was open at the end of each period, and what came and went in it. */
export async function readBacklogReport(
  db: OrganizationDb,
  scope: ReportScope,
): Promise<BacklogReport> {
  const { groupBy } = scope
  return {
    items: (await readStock(db, scope)).map(({ from, key, name, came, went, open }) => ({
      ...{ from, ...(groupBy === undefined ? {} : { key, name }) },
      ...{ came, left: went, open },
    })),
  }
}

/** What everybody had open at the end of each period, and has closed in it; or whatever else it is divided by. */
export async function readWorkloadReport(
  db: OrganizationDb,
  scope: ReportScope,
): Promise<WorkloadReport> {
  const stock = await readStock(db, { ...scope, groupBy: scope.groupBy ?? 'agent' })
  return {
    items: stock.flatMap(({ from, key, name, open, closed }) =>
      open === 0 && closed === 0 ? [] : [{ from, key, name, open, closed }],
    ),
  }
}

/** One stretch of all that was before a span. */
const EVER = { by: 'millennium', from: '1970-01-01T00:00:00.000Z' } as const

const PERIODS = `WITH kept AS MATERIALIZED (
    SELECT greatest($4::timestamptz, min(at)) AS a, least($5::timestamptz, $6::timestamptz) AS z
    FROM report_volume WHERE organization_id = $1 AND grain = 'day' AND dimension = 'department'
    HAVING min(at) IS NOT NULL),
  ${listPeriods('kept')}
  SELECT "from" FROM periods ORDER BY "from"`

async function readStock(db: OrganizationDb, scope: ReportScope): Promise<Stock[]> {
  const from = floorToQuarter(scope.from)
  const before = await readFigures<keyof VolumeFigures>(db, 'volume', {
    ...{ ...scope, ...EVER },
    to: from,
  })
  const flows = await readFigures<keyof VolumeFigures>(db, 'volume', scope)
  const { by, timezone, to, now } = scope
  const periods = await db.query<{ from: Date }>(PERIODS, [by, timezone, from, to, now])
  return addUpBacklog(
    periods.map((period) => iso(period.from)),
    {
      before: before.map(readFlow),
      flows: flows.map(readFlow),
      isDivided: scope.groupBy !== undefined,
    },
  )
}

function readFlow({ place, figures }: FigureRow<keyof VolumeFigures>): Flow {
  const { from, key = null, name = null } = place
  const { came, went, closed } = figures
  return { ...{ from, key, name }, ...{ came, went, closed } }
}
