import type { Client } from '@temporalio/client'
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes.js'

/** The API's numbers for the types in use. */
const INDEXED_VALUE_TYPES: Record<string, number> = { KEYWORD: 2, INT: 3, DATETIME: 6 }

/** Registers what is missing of the search attributes; again changes nothing. */
export async function registerSearchAttributes(client: Client): Promise<void> {
  const { operatorService } = client.connection
  const { namespace } = client.options
  const known = await operatorService.listSearchAttributes({ namespace })
  const missing = SEARCH_ATTRIBUTES.filter(
    ({ name }) => known.customAttributes?.[name] === undefined,
  )
  if (missing.length === 0) return
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map(({ name, type }) => [name, INDEXED_VALUE_TYPES[type] ?? 0]),
    ),
  })
}
