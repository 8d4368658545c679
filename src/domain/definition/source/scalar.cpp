// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/definition/source/scalar.h"

#include <QCoreApplication>

#include <charconv>
#include <cmath>
#include <limits>

namespace podium::domain
{

namespace
{

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Scalar)
};

using Kind = SourceNode::Kind;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

enum class Shape { None, Integer, Fraction };

/// [-+]?[0-9]+ or [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
Shape numberShape(const std::string &s)
{
    size_t i = 0;
    if (i < s.size() && (s[i] == '-' || s[i] == '+'))
        ++i;
    size_t digits = 0;
    while (i < s.size() && isDigit(s[i]))
        ++i, ++digits;
    if (i == s.size())
        return digits > 0 ? Shape::Integer : Shape::None;
    if (s[i] == '.') {
        ++i;
        while (i < s.size() && isDigit(s[i]))
            ++i, ++digits;
    }
    if (digits == 0)
        return Shape::None;
    if (i == s.size())
        return Shape::Fraction;
    if (s[i] != 'e' && s[i] != 'E')
        return Shape::None;
    ++i;
    if (i < s.size() && (s[i] == '-' || s[i] == '+'))
        ++i;
    const size_t exponent = i;
    while (i < s.size() && isDigit(s[i]))
        ++i;
    return i == s.size() && i > exponent ? Shape::Fraction : Shape::None;
}

bool setRadix(const std::string &s, int radix, SourceNode &node)
{
    qint64 value = 0;
    const char *end = s.data() + s.size();
    const auto [at, error] = std::from_chars(s.data() + 2, end, value, radix);
    if (error != std::errc() || at != end || s[2] == '-')
        return false;
    node.kind = Kind::Integer;
    node.integer = value;
    return true;
}

} // namespace

void setDecimal(const std::string &digits, bool fractional, SourceNode &node)
{
    const char *begin = digits.data() + (digits[0] == '+' ? 1 : 0);
    const char *end = digits.data() + digits.size();
    if (!fractional) {
        qint64 value = 0;
        if (std::from_chars(begin, end, value).ec == std::errc()) {
            node.kind = Kind::Integer;
            node.integer = value;
            return;
        }
    }
    node.kind = Kind::Double;
    double value = 0;
    if (std::from_chars(begin, end, value).ec == std::errc::result_out_of_range) {
        const bool isTiny = digits.find("e-") != std::string::npos || digits.find("E-") != std::string::npos;
        value = isTiny ? 0.0 : std::numeric_limits<double>::infinity();
    }
    node.number = value;
}

QString resolvePlainScalar(const std::string &text, SourceNode &node)
{
    if (text.empty())
        return {};
    const char first = text[0];
    // Most plain scalars are words: decide by the first character before comparing.
    switch (first) {
    case 't':
    case 'T':
        if (text == "true" || text == "True" || text == "TRUE") {
            node.kind = Kind::Bool;
            node.boolean = true;
        }
        return {};
    case 'f':
    case 'F':
        if (text == "false" || text == "False" || text == "FALSE") {
            node.kind = Kind::Bool;
            node.boolean = false;
        }
        return {};
    case 'n':
    case 'N':
        if (text == "null" || text == "Null" || text == "NULL")
            node.kind = Kind::Null;
        return {};
    case '~':
        if (text.size() == 1)
            node.kind = Kind::Null;
        return {};
    default:
        break;
    }
    if (!isDigit(first) && first != '-' && first != '+' && first != '.')
        return {};
    if (first == '0' && text.size() > 2 && (text[1] == 'x' || text[1] == 'o')) {
        setRadix(text, text[1] == 'x' ? 16 : 8, node);
        return {};
    }
    const size_t start = first == '-' || first == '+' ? 1 : 0;
    if (text.size() == start + 4 && text[start] == '.') {
        const std::string word = text.substr(start + 1);
        const bool infinite = word == "inf" || word == "Inf" || word == "INF";
        const bool nan = start == 0 && (word == "nan" || word == "NaN" || word == "NAN");
        if (infinite || nan)
            return Text::tr("`%1` is not a number that can be used").arg(node.text);
    }
    const Shape shape = numberShape(text);
    if (shape == Shape::None)
        return {};
    setDecimal(text, shape == Shape::Fraction, node);
    if (node.kind == Kind::Double && !std::isfinite(node.number)) {
        node.kind = Kind::String;
        return Text::tr("the number `%1` is too big").arg(node.text);
    }
    return {};
}

} // namespace podium::domain
