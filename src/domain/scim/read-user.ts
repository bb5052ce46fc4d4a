import { isMembers, type Members, toList } from './match.js'
import { refuseScim } from './refusals.js'
import { ENTERPRISE_URN } from './schema.js'
import type { Said, UserFields } from './user.js'

/** What a resource that was sent whole replaces: what is left out stays, because directories send what they map. */
export function mergeUser(before: Members, given: Members): Members {
  const mergePart = (name: string) => {
    const part = { ...readPart(before, name), ...readPart(given, name) }
    return Object.keys(part).length === 0 ? {} : { [name]: part }
  }
  return { ...before, ...given, ...mergePart('name'), ...mergePart(ENTERPRISE_URN) }
}

/** The account as a directory's resource has it. `before` is the resource as it was, where there was one. */
export function readUser(after: Members, before: Members = {}, saidBefore: Said = {}): UserFields {
  const userName = readText(after.userName) ?? refuseScim('invalidValue', 'userName is missing.')
  const enterprise = readPart(after, ENTERPRISE_URN)
  const said = readSaid(after, before, saidBefore)
  return {
    userName,
    externalId: readText(after.externalId) ?? null,
    email: readEmail(after, before, userName, said),
    ...readName(after, before, userName, said),
    active: typeof after.active === 'boolean' ? after.active : undefined,
    phone: readText(pick(after.phoneNumbers)) ?? null,
    timezone: readText(after.timezone),
    language: readLanguage(after.preferredLanguage),
    employeeCode: readText(enterprise.employeeNumber),
    department: isChanged(after, before, ENTERPRISE_URN, 'department')
      ? readText(enterprise.department)
      : undefined,
    said,
  }
}

function readSaid(after: Members, before: Members, said: Said): Said {
  const name = readPart(after, 'name')
  const enterprise = readPart(after, ENTERPRISE_URN)
  const isOther = (part: string) => isChanged(after, before, 'name', part)
  const isNamed = ['givenName', 'familyName'].some(
    (part) => name[part] !== undefined && isOther(part),
  )
  const formatted = isOther('formatted')
    ? readText(name.formatted)
    : isNamed
      ? undefined
      : said.formatted
  return withoutMissing({
    displayName: isChanged(after, before, 'displayName')
      ? readText(after.displayName)
      : said.displayName,
    formatted,
    department: isChanged(after, before, ENTERPRISE_URN, 'department')
      ? readText(enterprise.department)
      : said.department,
    name: said.name === true || isNamed ? true : undefined,
    mail: said.mail === true || isChanged(after, before, 'emails') ? true : undefined,
  })
}

type Optional<T> = { [K in keyof T]: T[K] | undefined }

function withoutMissing(said: Optional<Required<Said>>): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) // the same members
}

/** The address of a directory that sends none is the name that they sign in with there, and goes with it. */
function readEmail(after: Members, before: Members, userName: string, said: Said): string {
  const isMail = userName.includes('@')
  const isMoved = before.userName !== undefined && isChanged(after, before, 'userName')
  if (isMoved && said.mail !== true && isMail && isOwnMail(before)) return userName
  const email = readText(pick(after.emails)) ?? (isMail ? userName : undefined)
  return email ?? refuseScim('invalidValue', 'Somebody needs an address: send emails.')
}

function isOwnMail({ userName, emails }: Members): boolean {
  return readText(userName)?.toLowerCase() === readText(pick(emails))?.toLowerCase()
}

function readName(after: Members, before: Members, userName: string, said: Said) {
  const { givenName, familyName, formatted } = readPart(after, 'name')
  const isShownAnew = said.name !== true && isChanged(after, before, 'displayName')
  const [first, ...others] = [givenName, familyName]
    .map(readText)
    .filter((one) => one !== undefined)
  if (!isShownAnew && first !== undefined) return { firstName: first, lastName: others.join(' ') }
  const local = userName.replace(/@.*$/, '')
  return splitName(readText(after.displayName) ?? readText(formatted) ?? local)
}

function splitName(name: string) {
  const words = name.split(/\s+/u)
  const firstNames = words.length === 1 ? words : words.slice(0, -1)
  return { firstName: firstNames.join(' '), lastName: words.slice(firstNames.length).join(' ') }
}

/** Of a list the primary value, or else the one of work, or else the first. */
function pick(list: unknown): unknown {
  const all = toList(list).filter(isMembers)
  const chosen =
    all.find(({ primary }) => primary === true) ?? all.find(({ type }) => type === 'work') ?? all[0]
  return chosen?.value
}

/** `en-GB`, of whatever a header of languages may have. */
function readLanguage(value: unknown): string | undefined {
  const [, language, country] =
    /^([a-z]{2})(?:[-_]([a-z]{2})(?![a-z]))?/i.exec(readText(value) ?? '') ?? []
  if (language === undefined) return undefined
  const small = language.toLowerCase()
  return country === undefined ? small : `${small}-${country.toUpperCase()}`
}

function readPart(resource: Members, name: string): Members {
  const part = resource[name]
  return isMembers(part) ? part : {}
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function isChanged(after: Members, before: Members, name: string, part?: string): boolean {
  const read = (resource: Members) =>
    JSON.stringify(part === undefined ? resource[name] : readPart(resource, name)[part])
  return read(after) !== read(before)
}
