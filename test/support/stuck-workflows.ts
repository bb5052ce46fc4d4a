/** Never gives its thread back. */
export async function spin(): Promise<void> {
  for (;;) Math.random()
}

export async function answer(): Promise<string> {
  return 'here'
}
