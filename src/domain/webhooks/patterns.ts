import { DOMAIN_EVENT_NAMES, type DomainEventName, isTold } from '../events/domain-event.js'

/** A webhook asks for events by their names, by `<family>.*`, or for all by `*`. */
export const EVENT_PATTERNS: readonly string[] = [
  '*',
  ...new Set(DOMAIN_EVENT_NAMES.map((name) => `${name.split('.')[0]}.*`)),
  ...DOMAIN_EVENT_NAMES.filter(isTold),
]

export function isEventPattern(text: string): boolean {
  return EVENT_PATTERNS.includes(text)
}

export function asksFor(patterns: readonly string[], name: DomainEventName): boolean {
  if (!isTold(name)) return false
  const [family] = name.split('.')
  return patterns.some((one) => one === '*' || one === name || one === `${family}.*`)
}
