// A small PDF with these lines, one page each; a page of `null` has a picture and no words.
export function pdfOf(lines) {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '', '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'];
  const kids = [];
  for (const line of lines) {
    const drawn = line === null ? '0 0 100 100 re f' : `BT /F1 14 Tf 72 700 Td (${line}) Tj ET`;
    kids.push(`${objects.length + 1} 0 R`);
    objects.push(`<</Type/Page/Parent 2 0 R/Contents ${objects.length + 2} 0 R>>`);
    objects.push(`<</Length ${drawn.length}>>stream\n${drawn}\nendstream`);
  }
  objects[1] = `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${kids.length}/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>>>`;
  let file = '%PDF-1.7\n';
  const places = objects.map((object, n) => {
    const place = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) file += `${String(place).padStart(10, '0')} 00000 n \n`;
  return Buffer.from(`${file}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}
