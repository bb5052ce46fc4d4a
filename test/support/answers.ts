/** What was answered, whatever that is. */
export const read = async (answer: Response): Promise<any> => answer.json()
