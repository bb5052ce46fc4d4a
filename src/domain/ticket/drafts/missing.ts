interface Fields {
  title: string
  description: string
  departmentId: string | null
}

/** What a draft needs to be handed in, and lacks. */
export function listMissing({ title, description, departmentId }: Fields): string[] {
  return [
    ...(title === '' ? ['title'] : []),
    ...(description === '' ? ['description'] : []),
    ...(departmentId === null ? ['departmentId'] : []),
  ]
}
