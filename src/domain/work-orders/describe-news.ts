import { fillPlaceholders } from '../automation/placeholders.js'
import { oneLine } from '../text.js'
import type { Description } from '../ticket/outcome/describe-notification.js'
import type { Say } from '../ticket/outcome/say.js'
import type { JobFacts, JobNewsType, WorkOrderFacts, WorkOrderNewsType } from './news.js'

/** News of a work order in words. */
export function describeWorkOrderNews(
  type: WorkOrderNewsType,
  facts: WorkOrderFacts,
  say: Say,
): Description {
  const { number, title } = facts
  const named = {
    title: say.phrases.workOrders.titles[type],
    ticket: oneLine(`${number} · ${title}`),
    isVisible: true,
  }
  return type === 'work_order_notice'
    ? { ...named, ...sayNotice(facts, say) }
    : { ...named, ...sayNews(type, facts, say) }
}

type Said = Pick<Description, 'what' | 'quotes' | 'expected'>

function sayNotice({ number, title, text }: WorkOrderFacts, { phrases }: Say): Said {
  const values = { 'work_order.number': number, 'work_order.title': title }
  const filled = fillPlaceholders(text ?? '', values)
  return {
    what: phrases.hasNews(phrases.actors.system),
    quotes: [{ label: phrases.labels.message, text: filled }],
    expected: null,
  }
}

function sayNews(type: JobNewsType, { job, address }: WorkOrderFacts, say: Say): Said {
  const { workOrders, labels } = say.phrases
  const place = { label: labels.place, text: address }
  if (job === null) return { what: workOrders.nobodyIsOnIt, quotes: [place], expected: null }
  const { technician, notes } = job
  const isOff = type === 'job_declined' || type === 'job_cancelled'
  const reason = notes === null ? [] : [{ label: labels.reason, text: notes }]
  return {
    what: oneLine(workOrders.says[type](technician, say.at(job.startsAt))),
    quotes: isOff ? reason : [place],
    expected: sayExpected(type, job, say),
  }
}

/** Who was asked is to answer, as long as they have not. */
function sayExpected(type: JobNewsType, { status, acceptBy }: JobFacts, say: Say): string | null {
  const { answer } = say.phrases.workOrders
  if (type !== 'job_offered' && type !== 'job_reminder') return null
  return status === 'assigned' ? answer(acceptBy === null ? null : say.at(acceptBy)) : null
}
