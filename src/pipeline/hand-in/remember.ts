/**
 * Files that wait are looked at again with every verdict, and never change under their name: what was found of one is
 * kept in memory. Forgotten at a restart, which costs time and nothing else.
 */
export function remember<A extends readonly unknown[], T>(
  find: (...about: A) => Promise<T>,
  limit = 4_000,
): (...about: A) => Promise<T> {
  const found = new Map<string, Promise<T>>()
  return (...about) => {
    const key = JSON.stringify(about)
    const known = found.get(key)
    if (known !== undefined) return known
    const finding = find(...about)
    found.set(key, finding)
    // What could not be found out is asked again.
    finding.catch(() => found.delete(key))
    const [oldest] = found.keys()
    if (found.size > limit && oldest !== undefined) found.delete(oldest)
    return finding
  }
}
