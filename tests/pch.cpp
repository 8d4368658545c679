// SPDX-FileCopyrightText: 2026 The Podium authors
// SPDX-License-Identifier: Apache-2.0
// Nothing to run: this program exists for its precompiled header, see CMakeLists.txt.
int main()
{
    return 0;
}
