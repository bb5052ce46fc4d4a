import type { NotificationChannel } from './ticket/outcome/channels.js'

export interface NewsKind {
  /** To whom it goes, in words. */
  to: string
  by: readonly NotificationChannel[]
  /** Its reader can't turn it off. */
  isMandatory?: true
}

/** What people are told of one kind of thing. */
export interface NewsFamily<Type extends string, Kind extends NewsKind> {
  kinds: Readonly<Record<Type, Kind>>
  types: readonly Type[]
  /** Whether a type is one of them: what is read may be of another family, or of a later release. */
  has: (type: string) => type is Type
  /** The types that go by a channel, and that their readers may turn off. */
  listOptional: (channel: NotificationChannel) => Type[]
}

export function createNewsFamily<Type extends string, Kind extends NewsKind>(
  kinds: Readonly<Record<Type, Kind>>,
): NewsFamily<Type, Kind> {
  const types = Object.keys(kinds) as Type[] // the keys of that very object
  return {
    kinds,
    types,
    has: (type): type is Type => Object.hasOwn(kinds, type),
    listOptional: (channel) =>
      types.filter((type) => {
        const { by, isMandatory = false } = kinds[type]
        return by.includes(channel) && !isMandatory
      }),
  }
}
