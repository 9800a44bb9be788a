// Which side of a picture is up, as EXIF has it: the one thing that is kept of EXIF. Not for other folders.
#pragma once
#include <string>
#include <string_view>

namespace concord::media {

// Of a TIFF structure as EXIF holds it: 1 to 8; 1 (upright) where it says nothing that can be understood.
int OrientationIn(std::string_view tiff);
// A TIFF structure that says this and nothing else.
std::string TiffWith(int orientation);

}  // namespace concord::media
