/**
 * The poster's ground: deep red, daylight from above, a veil of silk and folds at the foot. Soft throughout, so it is
 * drawn small and enlarged. No disc and no rays: from behind a head on red they may be read as the Rising Sun flag.
 */

/** Where the silk at the foot begins. */
export interface Silk {
  readonly top: number
  readonly from: number
}

/** At 4K a full-size drawing costs fifteen times this one, and nobody can tell them apart. */
const drawnPixels = 640_000

const gold = '#e9c67c'

/** `lightX` is where the light falls strongest, in pixels from the left; `pixels` how many are to be seen. */
export function backdrop(
  width: number,
  height: number,
  lightX: number,
  foot: Silk,
  pixels = width * height,
): string {
  const scale = Math.min(1, Math.sqrt(Math.min(drawnPixels, pixels) / (width * height)))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" preserveAspectRatio="none" viewBox="0 0 ${width} ${height}">
<defs>
<linearGradient id="ground" x1="0" y1="0" x2="${width > height ? 1 : 0}" y2="1"><stop offset="0" stop-color="#7d0a13"/><stop offset=".45" stop-color="#a3121b"/><stop offset="1" stop-color="#5e050d"/></linearGradient>
<radialGradient id="light" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="translate(${lightX} ${-height * 0.28}) scale(${Math.max(width * 0.62, height * 0.5)} ${height * 1.25})"><stop offset="0" stop-color="#ff8a48" stop-opacity=".58"/><stop offset=".5" stop-color="#e0362b" stop-opacity=".34"/><stop offset="1" stop-color="#a3121b" stop-opacity="0"/></radialGradient>
<linearGradient id="veil" x1="0" y1="1" x2="1" y2="0"><stop offset="0" stop-color="#ff9d6b" stop-opacity="0"/><stop offset=".55" stop-color="#ffb27f" stop-opacity=".2"/><stop offset="1" stop-color="#ff9d6b" stop-opacity=".04"/></linearGradient>
<linearGradient id="silkA" x1="0" x2="1"><stop offset="0" stop-color="#d0241f"/><stop offset=".5" stop-color="#8c0b14"/><stop offset="1" stop-color="#c81f1d"/></linearGradient>
<linearGradient id="silkB" x1="0" x2="1"><stop offset="0" stop-color="#7a0911"/><stop offset=".55" stop-color="#c21a1c"/><stop offset="1" stop-color="#6a070e"/></linearGradient>
<linearGradient id="hem" x1="0" x2="1"><stop offset="0" stop-color="${gold}" stop-opacity=".1"/><stop offset=".35" stop-color="#fff0c4" stop-opacity=".95"/><stop offset=".7" stop-color="${gold}" stop-opacity=".55"/><stop offset="1" stop-color="${gold}" stop-opacity=".1"/></linearGradient>
</defs>
<rect width="${width}" height="${height}" fill="url(#ground)"/>
<rect width="${width}" height="${height}" fill="url(#light)"/>
${veil(width, height)}
${silk(width, height, foot)}
</svg>`
}

/** Two broad, unequal ribbons of sheer silk that drift in from the right edge. */
function veil(width: number, height: number): string {
  const at = (x: number, y: number): string => `${(width * x).toFixed(1)} ${(height * y).toFixed(1)}`
  return [
    `M${at(0.1, 0.78)}C${at(0.36, 0.7)} ${at(0.6, 0.44)} ${at(1.02, 0.06)}V${(height * 0.34).toFixed(1)}C${at(0.66, 0.52)} ${at(0.4, 0.76)} ${at(0.1, 0.78)}Z`,
    `M${at(0.3, 0.86)}C${at(0.56, 0.76)} ${at(0.78, 0.62)} ${at(1.02, 0.42)}V${(height * 0.5).toFixed(1)}C${at(0.8, 0.66)} ${at(0.58, 0.82)} ${at(0.3, 0.86)}Z`,
  ]
    .map((path) => `<path d="${path}" fill="url(#veil)"/>`)
    .join('')
}

/**
 * Two folds of silk along the foot, the front one hemmed in gold. The hem passes above the organisers' line, never
 * through it, and rises only after `from`, so that it crosses no words of a bar.
 */
function silk(width: number, height: number, { top, from }: Silk): string {
  const depth = height - top
  const at = (x: number, y: number): string =>
    `${(from + (width - from) * x).toFixed(1)} ${(top + depth * y).toFixed(1)}`
  const [back, front] =
    from > 0
      ? [
          `M${at(0, 1.1)}C${at(0.05, 0.2)} ${at(0.1, -0.1)} ${at(0.2, -0.14)}S${at(0.8, -0.5)} ${at(1, -0.3)}`,
          `M${at(0.02, 1.1)}C${at(0.04, 0.4)} ${at(0.08, 0.02)} ${at(0.18, -0.02)}S${at(0.8, -0.3)} ${at(1, 0)}`,
        ]
      : [
          `M${at(0, 0.02)}C${at(0.2, -0.34)} ${at(0.42, 0.12)} ${at(0.62, -0.1)}S${at(0.9, -0.36)} ${at(1, -0.3)}`,
          `M${at(0, -0.2)}C${at(0.18, 0.02)} ${at(0.4, 0.04)} ${at(0.6, -0.03)}S${at(0.86, -0.16)} ${at(1, -0.04)}`,
        ]
  const line = Math.max(1, Math.min(width, height) * 0.0024)
  return `<path d="${back}V${height}H${from}Z" fill="url(#silkA)" opacity=".4"/><path d="${back}" fill="none" stroke="url(#hem)" stroke-width="${line}" opacity=".5"/>
<path d="${front}V${height}H${from}Z" fill="url(#silkB)" opacity=".82"/><path d="${front}" fill="none" stroke="url(#hem)" stroke-width="${line * 1.6}"/>`
}
