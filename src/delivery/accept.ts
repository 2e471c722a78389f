/** Content negotiation as far as it is needed here: the best of a few offers by the Accept header. */

/** The first offer wins ties; null when the client takes none of them. */
export function bestOf<Offer extends string>(header: string | null, offers: readonly Offer[]): Offer | null {
  const ranges = (header ?? '*/*').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    return { type, quality: q ? Number(q.slice(2)) || 0 : 1 }
  })
  let best: { offer: Offer; quality: number } | null = null
  for (const offer of offers) {
    // The most specific range that fits decides (RFC 9110, section 12.5.1).
    const fitting = [offer, `${offer.split('/')[0]}/*`, '*/*']
      .map((type) => ranges.find((range) => range.type === type))
      .find((range) => range !== undefined)
    if (fitting && fitting.quality > (best?.quality ?? 0)) best = { offer, quality: fitting.quality }
  }
  return best?.offer ?? null
}
