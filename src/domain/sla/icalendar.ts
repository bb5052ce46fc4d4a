/** As much of an event as holidays are read from: the values by the names of their properties. */
export type CalendarEvent = ReadonlyMap<string, string>

const MEMBERS = ['SUMMARY', 'DTSTART', 'DTEND', 'RRULE', 'RDATE', 'EXDATE', 'STATUS']

/** The events of an iCalendar text (RFC 5545), in order; what is none of it is passed over. */
export function listCalendarEvents(ics: string): CalendarEvent[] {
  const events: CalendarEvent[] = []
  let event: Map<string, string> | undefined
  for (const line of ics.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const { name, value } = readProperty(line)
    if (name === 'BEGIN' && value === 'VEVENT') event = new Map()
    else if (name === 'END' && value === 'VEVENT' && event !== undefined) {
      events.push(event)
      event = undefined
    } else if (MEMBERS.includes(name)) event?.set(name, value)
  }
  return events
}

/** `SUMMARY;LANGUAGE=de:Tag der Arbeit`: parameters are left out; in quotes they may have a colon. */
function readProperty(line: string): { name: string; value: string } {
  let isQuoted = false
  for (let place = 0; place < line.length; place += 1) {
    const character = line[place]
    if (character === '"') isQuoted = !isQuoted
    if (character !== ':' || isQuoted) continue
    const [name = ''] = line.slice(0, place).split(';', 1)
    return { name: name.trim().toUpperCase(), value: line.slice(place + 1).trim() }
  }
  return { name: '', value: '' }
}

/** A text as its escapes mean it, on one line. */
export function readText(value: string): string {
  return value
    .replace(/\\([\\;,nN])/g, (_, escaped: string) =>
      escaped.toLowerCase() === 'n' ? ' ' : escaped,
    )
    .replace(/\s+/g, ' ')
    .trim()
}
