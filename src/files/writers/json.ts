/** A list as it comes, one of it a line. */
export async function* writeJsonList(
  batches: AsyncIterable<readonly object[]>,
): AsyncGenerator<string> {
  let isFirst = true
  yield '['
  for await (const batch of batches) {
    for (const item of batch) {
      yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(item)}`
      isFirst = false
    }
  }
  yield '\n]\n'
}
