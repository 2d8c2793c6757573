// Avro's logical type decimal as text, "12.3400", so that money is never a floating-point number.
const { types } = require("avsc");

class Decimal extends types.LogicalType {
  constructor(schema, options) {
    super(schema, options);
    this.scale = schema.scale ?? 0;
  }

  _fromValue(bytes) {
    const unscaled = BigInt.asIntN(bytes.length * 8, BigInt("0x" + bytes.toString("hex")));
    const digits = unscaled.toString().replace("-", "").padStart(this.scale + 1, "0");
    const point = digits.length - this.scale;
    return (unscaled < 0n ? "-" : "") + digits.slice(0, point) + (this.scale ? "." + digits.slice(point) : "");
  }

  _toValue(text) {
    if (typeof text !== "string" || !/^-?\d+(\.\d+)?$/.test(text)) return undefined;
    const [whole, fraction = ""] = text.split(".");
    if (fraction.length > this.scale) return undefined;
    const unscaled = BigInt(whole + fraction.padEnd(this.scale, "0"));
    let length = 1;
    while (BigInt.asIntN(length * 8, unscaled) !== unscaled) length++;
    return Buffer.from(BigInt.asUintN(length * 8, unscaled).toString(16).padStart(length * 2, "0"), "hex");
  }
}

module.exports = { logicalTypes: { decimal: Decimal } };
