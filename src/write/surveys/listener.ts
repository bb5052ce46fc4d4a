import { readMoment } from '../../domain/automation/moments.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import { chooseTemplate, type SurveyTemplate } from '../../domain/surveys/choose-template.js'
import { planSending } from '../../domain/surveys/schedule.js'
import { isStanding } from '../../domain/surveys/survey.js'
import { CONCERNS_SURVEYS, listTriggers, takesBack } from '../../domain/surveys/trigger.js'
import { type KnownEvent, type KnownPast, readPasts } from '../../read/rules/pasts.js'
import { readSurveyTemplates } from '../../read/surveys/templates.js'
import type { Listener, ListenerTransaction } from '../listeners/listener.js'
import {
  type LiveSurvey,
  type PlannedSurvey,
  readLiveSurveys,
  writeCancelled,
  writePlanned,
} from './rows.js'

/** Plans surveys when tickets have come to their end, and takes them back when they go on after all. */
export function createSurveyListener(): Listener {
  return {
    name: 'surveys',
    handle: async (transaction, events) => {
      const concerned = events.filter(
        ({ entity, name }) => entity === 'ticket' && CONCERNS_SURVEYS.includes(name),
      )
      if (concerned.length === 0) return
      const templates = await readSurveyTemplates(transaction)
      const live = await readLiveSurveys(
        transaction,
        concerned.map(({ entityId }) => entityId),
      )
      if (templates.length > 0 || live.length > 0) {
        await follow(transaction, { events: concerned, templates, live })
      }
    },
  }
}

interface Following {
  events: readonly DomainEvent[]
  templates: readonly SurveyTemplate[]
  live: readonly LiveSurvey[]
}

/** One event after the other: what one plans another may take back. */
async function follow(transaction: ListenerTransaction, { events, templates, live }: Following) {
  const since = events.map(({ entityId: ticketId, at, data }) => ({
    ...{ ticketId, at },
    seq: Number(data.seq),
  }))
  const pasts = await readPasts(transaction, since)
  const cancelled = new Set<string>()
  let planned: PlannedSurvey[] = []
  for (const event of events) {
    const past = pasts.get(event.entityId)
    const own = past?.events.find(({ seq }) => seq === event.data.seq)
    if (past === undefined || own === undefined) continue // it was deleted since
    planned.push(...plan(event, own, past, templates))
    if (!takesBack(event.name)) continue
    const goesOn = ({ ticketId, trigger, seq, ticketVersion }: Omit<LiveSurvey, 'id'>) =>
      ticketId === event.entityId &&
      seq < own.seq &&
      !isStanding(trigger, ticketVersion, { status: own.to, version: readVersion(own, past) })
    for (const { id } of live.filter(goesOn)) cancelled.add(id)
    planned = planned.filter((one) => !goesOn(one))
  }
  if (cancelled.size > 0) await writeCancelled(transaction, [...cancelled], 'reopened')
  if (planned.length > 0) await writePlanned(transaction, planned)
}

/** Sub-tickets are the organization's own affair: nobody is asked about them. */
function plan(
  event: DomainEvent,
  own: KnownEvent,
  past: KnownPast,
  templates: readonly SurveyTemplate[],
): PlannedSurvey[] {
  const { state } = past.record
  if (state.type !== 'ticket') return []
  return listTriggers(event.name, own).flatMap((trigger): PlannedSurvey[] => {
    const moment = readMoment(past, own)
    const template = chooseTemplate(templates, { trigger, at: own.at, moment })
    if (template === undefined) return []
    return [
      {
        ...{ ticketId: event.entityId, trigger, seq: own.seq },
        ticketVersion: readVersion(own, past),
        ...{ templateId: template.id, templateVersion: template.version, cause: event.id },
        ...{ userId: state.requesterId, at: own.at },
        sendAt: planSending(own.at, template.delay, own.undoUntil),
      },
    ]
  })
}

/** Which life of the ticket the event belongs to. */
function readVersion({ seq, at }: KnownEvent, past: KnownPast): number {
  return Number(readMoment(past, { seq, at }).now.get('version') ?? past.record.state.version)
}
