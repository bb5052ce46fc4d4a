const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isUuid(value: string): boolean {
  return UUID.test(value)
}

/** An id in either case is one; whatever is no id stays as it is. */
export function foldId(value: string): string {
  return isUuid(value) ? value.toLowerCase() : value
}
