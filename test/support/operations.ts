import {
  type Document,
  type DocumentedOperation,
  readDocument,
} from '../../scripts/lib/document.js'

export interface Operation {
  method: string
  path: string
  access: DocumentedOperation['x-access']
  /** Of its query. */
  parameters: string[]
  operation: DocumentedOperation
}

let document: Promise<Document> | undefined

/** Every operation that the document has, so that the next route is met too. */
export async function listOperations(): Promise<Operation[]> {
  document ??= readDocument()
  return Object.entries((await document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation['x-access'],
      parameters: (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => name),
      operation,
    })),
  )
}
